import { UserError } from '../errors.js';
import { didYouMean } from '../nearest-name.js';
import { type Argument, type ArgumentValues, type CommandSyntax, optionsOf } from './argument.js';

/** What a command line asks for. */
export type Asked<Command> =
  | { readonly what: 'version' }
  | { readonly what: 'help'; readonly command: Command | undefined }
  | { readonly what: 'command'; readonly command: Command; readonly values: ArgumentValues };

/** Reads a command line; throws UserError that names everything wrong with it, unknown names with the nearest known one. */
export async function readArguments<Command extends CommandSyntax>(
  argv: readonly string[],
  commands: readonly Command[],
): Promise<Asked<Command>> {
  const name = argv.find((word) => !word.startsWith('-'));
  const command = commands.find((each) => each.name === name);
  // Answered without yargs, which takes longer to load than both together.
  if (asksFor(argv, '--help', '-h')) return { what: 'help', command };
  if (asksFor(argv, '--version', '-v')) return { what: 'version' };
  const see = `See: fieldreview ${command ? `${command.name} ` : ''}--help`;
  if (name === undefined) throw new UserError(`Name a command.\n${see}`);
  if (!command) {
    const names = commands.map((each) => each.name);
    throw new UserError(`Unknown command: ${name}${didYouMean(name, names)}\n${see}`);
  }
  const options = optionsOf(command);
  const line = await splitLine(argv, options);
  const { faults, values } = placed(command, line.positionals.slice(1));
  for (const option of options) {
    const given = settled(option, `--${option.name}`, line.options.get(option.name));
    if (given.fault !== undefined) faults.push(given.fault);
    else values[option.name] = given.value;
  }
  faults.unshift(...line.unknown.map((each) => `Unknown option: --${each}${didYouMean(each, options.map(named), '--')}`));
  if (faults.length > 0) throw new UserError(`${faults.join('\n')}\n${see}`);
  return { what: 'command', command, values };
}

/** Whether one of these options stands before `--`. */
function asksFor(argv: readonly string[], ...forms: readonly string[]): boolean {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.slice(0, end).some((word) => forms.includes(word));
}

interface Line {
  /** The name of the command among them. */
  readonly positionals: readonly string[];
  /** The values an option was given, all its times together; none for a flag. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly unknown: readonly string[];
}

/** Splits the line; what the words must be is judged afterwards, so that every fault is named at once. */
async function splitLine(argv: readonly string[], options: readonly Argument[]): Promise<Line> {
  const { default: yargs } = await import('yargs');
  const namesOf = (...kinds: readonly Argument['kind'][]) => options.filter(({ kind }) => kinds.includes(kind)).map(named);
  const {
    _: positionals,
    $0: _program,
    ...given
  } = await yargs([...argv])
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
    })
    .help(false)
    .version(false)
    .exitProcess(false)
    .string(namesOf('text', 'texts', 'number'))
    .array(namesOf('texts'))
    .boolean(namesOf('flag'))
    .parseAsync();
  const found = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    positionals: positionals.map(String),
    options: new Map(
      found.map(([name, value]) => [
        name,
        [value]
          .flat()
          .filter((each) => typeof each !== 'boolean')
          .map(String),
      ]),
    ),
    unknown: found.map(([name]) => name).filter((name) => !options.some((option) => option.name === name)),
  };
}

/** Gives the words their places; the last place may take several. */
function placed({ positionals }: CommandSyntax, words: readonly string[]): { faults: string[]; values: Record<string, unknown> } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  let left = words;
  for (const argument of positionals) {
    const count = argument.kind === 'texts' ? left.length : 1;
    const given = settled(argument, `<${argument.name}>`, left.length === 0 ? undefined : left.slice(0, count));
    if (given.fault !== undefined) faults.push(given.fault);
    else values[argument.name] = given.value;
    left = left.slice(count);
  }
  return { values, faults: [...faults, ...left.map((word) => `Unknown argument: ${word}`)] };
}

/** The value of an argument, or what is wrong with what was given; `shown` is the argument as people know it. */
function settled(
  argument: Argument,
  shown: string,
  given: readonly string[] | undefined,
): { readonly fault: string } | { readonly fault?: undefined; readonly value: unknown } {
  const { kind, choices } = argument;
  if (given === undefined) {
    return argument.required ? { fault: `Missing: ${shown}, ${argument.describe}` } : { value: kind === 'flag' ? false : argument.default };
  }
  if (kind === 'flag') return { value: true };
  if (given.length === 0 || given.includes('')) return { fault: `${shown} needs a value: ${argument.describe}` };
  if (kind === 'texts') return { value: given };
  const [text = ''] = given;
  if (given.length > 1) return { fault: `${shown} is given ${given.length} times; it takes one value` };
  if (choices && !choices.includes(text)) {
    return { fault: `${shown}: "${text}" is none of ${choices.join(', ')}${didYouMean(text, choices)}` };
  }
  if (kind === 'text') return { value: text };
  return Number.isFinite(Number(text)) ? { value: Number(text) } : { fault: `${shown}: "${text}" is no number` };
}

function named({ name }: Argument): string {
  return name;
}
