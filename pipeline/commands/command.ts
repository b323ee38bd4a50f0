import type { ArgumentValues, CommandSyntax } from '../command-line/argument.js';
import type { Effects } from '../effects.js';

/**
 * One command of the program: its arguments, then one call. What the call needs is imported by `run` alone, so that the help of all
 * commands loads none of it.
 */
export interface Command extends CommandSyntax {
  /** Returns what `--json` prints, and the lines people read instead. */
  readonly run: (values: ArgumentValues, effects: Effects) => Promise<CommandResult>;
}

export interface CommandResult {
  readonly document: object;
  readonly lines: readonly string[];
  /** When the command worked but what it checked failed. */
  readonly exitCode?: number;
}

/** A text option; undefined when it was not given. */
export function textOption(values: ArgumentValues, name: string): string | undefined {
  const value = values[name];
  return value === undefined ? undefined : String(value);
}

/** A text option that must be there (the parser has checked it). */
export function requiredText(values: ArgumentValues, name: string): string {
  return textOption(values, name) ?? '';
}

/** An option that may be given several times. */
export function textsOption(values: ArgumentValues, name: string): string[] {
  return [values[name] ?? []].flat().map(String);
}

/** A text option as a property of that name, or none when it was not given: for options of a call that may be left out. */
export function optionalText<Name extends string>(values: ArgumentValues, name: Name): { readonly [each in Name]?: string } {
  const value = textOption(values, name);
  return value === undefined ? {} : ({ [name]: value } as { readonly [each in Name]?: string });
}

export function localeOption(values: ArgumentValues): 'zh-CN' | 'en' {
  return values.locale === 'en' ? 'en' : 'zh-CN';
}
