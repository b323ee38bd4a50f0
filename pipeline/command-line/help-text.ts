import { type Argument, type CommandSyntax, optionsOf, sharedByAll } from './argument.js';

/** Characters of a line at most, as terminals are at least. */
const width = 80;
const about = 'Monthly after-sales quality review: exports in, audited figures and a report out.';

/** The help of a command, or of the program with all its commands. */
export function helpText(command: CommandSyntax | undefined, commands: readonly CommandSyntax[]): string {
  return (command ? commandHelp(command) : programHelp(commands)).join('\n');
}

/** The same for programs. */
export function helpDocument(command: CommandSyntax | undefined, commands: readonly CommandSyntax[]): object {
  if (command) return { ...plain(command), options: optionsOf(command) };
  return { about, commands: commands.map(plain), options: sharedByAll };
}

function plain({ name, describe, examples, positionals, options }: CommandSyntax): object {
  return { name, describe, examples, positionals, options };
}

function programHelp(commands: readonly CommandSyntax[]): string[] {
  return [
    'fieldreview <command> [options]',
    '',
    ...wrapped(about, width),
    '',
    'Commands:',
    ...columns(commands.map((command) => [synopsis(command), command.describe])),
    '',
    'Options of every command:',
    ...columns(sharedByAll.map(optionRow)),
    '',
    'Examples:',
    ...commands.map(({ examples: [first = ''] }) => `  fieldreview ${first}`),
    '',
    'fieldreview <command> --help says more.',
  ];
}

function commandHelp(command: CommandSyntax): string[] {
  const { describe, positionals, examples } = command;
  return [
    `fieldreview ${synopsis(command)} [options]`,
    '',
    ...wrapped(`${describe}.`, width),
    ...(positionals.length > 0 ? ['', 'Arguments:', ...columns(positionals.map((each) => [placeholder(each), described(each)]))] : []),
    '',
    'Options:',
    ...columns(optionsOf(command).map(optionRow)),
    '',
    examples.length > 1 ? 'Examples:' : 'Example:',
    ...examples.map((example) => `  fieldreview ${example}`),
  ];
}

function synopsis({ name, positionals }: CommandSyntax): string {
  return [name, ...positionals.map(placeholder)].join(' ');
}

function placeholder({ name, kind, required }: Argument): string {
  const shown = kind === 'texts' ? `${name}..` : name;
  return required ? `<${shown}>` : `[${shown}]`;
}

function optionRow(option: Argument): [string, string] {
  return [`--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`, described(option)];
}

function described({ describe, choices, default: preset, required }: Argument): string {
  const remarks = [
    ...(required ? ['required'] : []),
    ...(choices ? [`one of ${choices.join(', ')}`] : []),
    ...(preset === undefined ? [] : [`default ${preset}`]),
  ];
  return remarks.length > 0 ? `${describe} (${remarks.join('; ')})` : describe;
}

/** Two columns, the second broken between words. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) =>
    wrapped(right, width - first).map((line, index) => `${(index === 0 ? `  ${left}` : '').padEnd(first)}${line}`),
  );
}

function wrapped(text: string, limit: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= limit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
