import { didYouMean } from './nearest-name.js';

/** What yargs says of options nobody knows. */
const unknownOptions = /^Unknown arguments?: (.+)$/;

/** A message of yargs about wrong usage, unknown options with the nearest known one. `known` are names without `--`. */
export function usageMessage(message: string, known: readonly string[]): string {
  const found = unknownOptions.exec(message)?.[1]?.split(', ');
  if (!found) return message;
  // yargs names an option with hyphens a second time in camel case.
  const names = found.filter((name) => !found.some((other) => other !== name && camelCase(other) === name));
  return names.map((name) => `Unknown argument: ${name}${suggestion(name, known)}`).join('\n');
}

function suggestion(name: string, known: readonly string[]): string {
  return didYouMean(
    `--${name}`,
    known.filter((option) => option.length > 1).map((option) => `--${option}`),
  );
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
