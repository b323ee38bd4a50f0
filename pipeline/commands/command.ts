import type { Argv } from 'yargs';
import type { Effects } from '../effects.js';

/** One command of the program: its options, then one call. */
export interface Command {
  /** Name and positional arguments as yargs takes them. */
  readonly usage: string;
  readonly describe: string;
  /** Shown in the help, without the program's name. */
  readonly example: string;
  readonly options: (yargs: Argv) => Argv;
  /** Returns what `--json` prints, and the lines people read instead. */
  readonly run: (argv: Readonly<Record<string, unknown>>, effects: Effects) => Promise<CommandResult>;
}

export interface CommandResult {
  readonly document: object;
  readonly lines: readonly string[];
  /** When the command worked but what it checked failed. */
  readonly exitCode?: number;
}

/** A text option; undefined when it was not given. */
export function textOption(argv: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = argv[name];
  return value === undefined ? undefined : String(value);
}

/** A text option that must be there (yargs has checked it). */
export function requiredText(argv: Readonly<Record<string, unknown>>, name: string): string {
  return textOption(argv, name) ?? '';
}

/** An option that may be given several times. */
export function textsOption(argv: Readonly<Record<string, unknown>>, name: string): string[] {
  return [argv[name] ?? []].flat().map(String);
}

export function localeOption(argv: Readonly<Record<string, unknown>>): 'zh-CN' | 'en' {
  return argv.locale === 'en' ? 'en' : 'zh-CN';
}
