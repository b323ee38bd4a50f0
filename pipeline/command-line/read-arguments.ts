import { UserError } from '../errors.js';
import { didYouMean } from '../nearest-name.js';
import { type Argument, type ArgumentValues, type CommandSyntax, optionsOf } from './argument.js';

/** What a command line asks for. */
export type Asked<Command> =
  | { readonly what: 'version' }
  | { readonly what: 'help'; readonly command: Command | undefined }
  | { readonly what: 'command'; readonly command: Command; readonly values: ArgumentValues };

const shortForms: Readonly<Record<string, string>> = { h: 'help', v: 'version' };

/** Reads a command line; throws UserError that names everything wrong with it, unknown names with the nearest known one. */
export function readArguments<Command extends CommandSyntax>(argv: readonly string[], commands: readonly Command[]): Asked<Command> {
  const name = argv.find((word) => !word.startsWith('-'));
  const command = commands.find((each) => each.name === name);
  const options = optionsOf(command);
  const line = splitLine(argv, options);
  if (line.options.has('help')) return { what: 'help', command };
  if (line.options.has('version')) return { what: 'version' };
  const see = `See: fieldreview ${command ? `${command.name} ` : ''}--help`;
  if (name === undefined) throw new UserError(`Name a command.\n${see}`);
  if (!command) {
    const names = commands.map((each) => each.name);
    throw new UserError(`Unknown command: ${name}${didYouMean(name, names)}\n${see}`);
  }
  const words = line.positionals.slice(1);
  const { faults, values } = placed(command, words);
  for (const option of options) {
    const given = settled(option, `--${option.name}`, line.options.get(option.name));
    if (given.fault !== undefined) faults.push(given.fault);
    else values[option.name] = given.value;
  }
  faults.unshift(...line.unknown.map((each) => `Unknown option: --${each}${didYouMean(each, options.map(named), '--')}`));
  if (faults.length > 0) throw new UserError(`${faults.join('\n')}\n${see}`);
  return { what: 'command', command, values };
}

interface Line {
  /** The name of the command among them. */
  readonly positionals: readonly string[];
  /** For each time an option was given, the values it was given. */
  readonly options: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly unknown: readonly string[];
}

/** Splits the line. An option for several values takes the words up to the next option, as does one that nobody knows. */
function splitLine(argv: readonly string[], options: readonly Argument[]): Line {
  const positionals: string[] = [];
  const given = new Map<string, string[][]>();
  const unknown = new Set<string>();
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  let open: { readonly values: string[]; readonly isSeveral: boolean } | undefined;
  for (const word of argv.slice(0, end)) {
    // Only a number begins with a hyphen and is a value.
    const [, typed = '', inline] = /^--?(?!\d)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (typed === '') {
      (open?.values ?? positionals).push(word);
      if (!open?.isSeveral) open = undefined;
      continue;
    }
    const name = shortForms[typed] ?? typed;
    const option = options.find((each) => each.name === name);
    if (!option) unknown.add(name);
    const values = inline === undefined ? [] : [inline];
    given.set(name, [...(given.get(name) ?? []), values]);
    open =
      option?.kind === 'flag' || inline !== undefined
        ? undefined
        : { values, isSeveral: option?.kind !== 'text' && option?.kind !== 'number' };
  }
  return { positionals: [...positionals, ...argv.slice(end + 1)], options: given, unknown: [...unknown] };
}

/** Gives the words their places; the last place may take several. */
function placed({ positionals }: CommandSyntax, words: readonly string[]): { faults: string[]; values: Record<string, unknown> } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  let left = words;
  for (const argument of positionals) {
    const count = argument.kind === 'texts' ? left.length : 1;
    const given = settled(argument, `<${argument.name}>`, left.length === 0 ? undefined : [left.slice(0, count)]);
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
  given: readonly (readonly string[])[] | undefined,
): { readonly fault: string } | { readonly fault?: undefined; readonly value: unknown } {
  const { kind, choices } = argument;
  if (given === undefined) {
    return argument.required ? { fault: `Missing: ${shown}, ${argument.describe}` } : { value: kind === 'flag' ? false : argument.default };
  }
  const texts = given.flat();
  if (kind === 'flag') return texts.length > 0 ? { fault: `${shown} takes no value` } : { value: true };
  if (given.some((values) => values.length === 0 || values.includes(''))) return { fault: `${shown} needs a value: ${argument.describe}` };
  if (kind === 'texts') return { value: texts };
  const [text = ''] = texts;
  if (texts.length > 1) return { fault: `${shown} is given ${texts.length} times; it takes one value` };
  if (choices && !choices.includes(text)) {
    return { fault: `${shown}: "${text}" is none of ${choices.join(', ')}${didYouMean(text, choices)}` };
  }
  if (kind === 'text') return { value: text };
  return Number.isFinite(Number(text)) ? { value: Number(text) } : { fault: `${shown}: "${text}" is no number` };
}

function named({ name }: Argument): string {
  return name;
}
