/** An option of a command, or an argument known by its place. */
export interface Argument {
  /** As it is typed, without the hyphens before it. */
  readonly name: string;
  /** `texts` takes several values and may be repeated; a `flag` takes none. */
  readonly kind: 'text' | 'texts' | 'number' | 'flag';
  readonly describe: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string | number;
  readonly required?: true;
}

/** The values given or defaulted, by the name of their argument. */
export type ArgumentValues = Readonly<Record<string, unknown>>;

/** What the parser and the help need to know of a command. */
export interface CommandSyntax {
  readonly name: string;
  readonly describe: string;
  /** Command lines without the program's name. */
  readonly examples: readonly string[];
  /** In the order in which they are typed. */
  readonly positionals: readonly Argument[];
  readonly options: readonly Argument[];
}

/** Options every command has. */
export const sharedByAll: readonly Argument[] = [
  { name: 'json', kind: 'flag', describe: 'Print one JSON document on standard output and nothing else there' },
  { name: 'quiet', kind: 'flag', describe: 'Print nothing but errors' },
  { name: 'help', kind: 'flag', describe: 'Show this help' },
  { name: 'version', kind: 'flag', describe: 'Show the version' },
];

/** Options of the command and those every command has. */
export function optionsOf(command: CommandSyntax | undefined): readonly Argument[] {
  return [...(command?.options ?? []), ...sharedByAll];
}
