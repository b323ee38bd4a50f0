import type { Column } from './contract.js';
import { enumerations } from './enumerations.js';
import { contracts } from './index.js';

/** Words added by the configuration: column → canonical value → words. */
export type AddedWords = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Canonical values of an `enum` or `boolean` column, each with its accepted words; undefined for other kinds. */
export function enumerationOf(column: Column): Readonly<Record<string, readonly string[]>> | undefined {
  if (column.kind === 'boolean') return enumerations.boolean;
  return column.values === undefined ? undefined : enumerations[column.values];
}

/**
 * Every word a cell of the column may hold → its canonical value. Words are folded (`foldedWord`); the canonical values
 * themselves are accepted; a word of the configuration wins over the same word of the contract.
 */
export function acceptedWords(column: Column, added: AddedWords = {}): ReadonlyMap<string, string> {
  const shipped = Object.entries(enumerationOf(column) ?? {});
  const own = Object.hasOwn(added, column.name) ? (added[column.name] ?? {}) : {};
  const configured = shipped.map(([canonical]) => [canonical, Object.hasOwn(own, canonical) ? (own[canonical] ?? []) : []] as const);
  return new Map([
    ...shipped.flatMap(([canonical, words]) => [canonical, ...words].map((word) => [foldedWord(word), canonical] as const)),
    ...configured.flatMap(([canonical, words]) => words.map((word) => [foldedWord(word), canonical] as const)),
  ]);
}

/** A word as it is compared: NFKC, trimmed, case folded. */
export function foldedWord(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Columns whose words the configuration may add to → their canonical values, over all datasets. */
export function acceptedValuesByColumn(): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const column of contracts.flatMap((contract) => contract.columns)) {
    const canonical = Object.keys(enumerationOf(column) ?? {});
    if (canonical.length === 0) continue;
    values.set(column.name, new Set([...(values.get(column.name) ?? []), ...canonical]));
  }
  return values;
}
