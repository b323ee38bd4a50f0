import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetNames, readPreset } from '../config/presets.js';
import type { Column, Contract } from '../contracts/contract.js';
import { comparedHeader, normalHeader } from '../ingest/header-names.js';
import { acceptedHeaders, type HeaderAliases } from '../ingest/headers.js';
import { packageRoot } from '../package-root.js';

/** How sure a header is known to mean a column. */
export type HeaderKnowledge = 'sure' | 'likely' | 'guess';

const likelyFile = join(packageRoot, 'pipeline', 'config', 'data', 'likely-headers.json');

/** Tells how well a header fits a column: by the contract's own names, by names other systems use, or by resemblance. */
export function headerKnowledge(
  contract: Contract,
  aliases: HeaderAliases,
): (column: Column, header: string) => HeaderKnowledge | undefined {
  const likely = likelyHeaders(contract.dataset);
  const names = new Map(
    acceptedHeaders(contract, aliases).columns.map(({ column, names: own }) => [
      column.name,
      { own, likely: (likely.get(column.name) ?? []).map(comparedHeader) },
    ]),
  );
  return (column, header) => {
    const known = names.get(column.name);
    const [bare, whole] = [normalHeader(header), comparedHeader(header)];
    if (!known || bare === '') return undefined;
    if (known.own.has(bare)) return 'sure';
    if (known.likely.includes(whole) || known.likely.includes(bare)) return 'likely';
    return [...known.own, ...known.likely].some((name) => resembles(bare, name)) ? 'guess' : undefined;
  };
}

/** One of the names stands in the other, and makes up most of it; short names resemble nothing. */
function resembles(header: string, name: string): boolean {
  const [left, right] = [header, name].map((text) => text.replaceAll(/[_\-\s]/g, ''));
  const [short = '', long = ''] = [left, right].sort((one, other) => (one ?? '').length - (other ?? '').length);
  const isHan = /\p{Script=Han}/u.test(short);
  return short.length >= (isHan ? 3 : 5) && long.includes(short) && short.length * 2 > long.length;
}

/** Headers by column that presets and the list of likely headers know for a dataset. */
function likelyHeaders(dataset: string): Map<string, string[]> {
  const listed = JSON.parse(readFileSync(likelyFile, 'utf8')) as Record<string, Record<string, string[]>>;
  const headers = new Map(Object.entries(listed[dataset] ?? {}).map(([column, names]) => [column, [...names]]));
  for (const { mapping } of presetNames().flatMap((name) => readPreset(name) ?? [])) {
    if (mapping.dataset !== dataset) continue;
    for (const [column, names] of Object.entries(mapping.columns ?? {})) {
      headers.set(column, [...(headers.get(column) ?? []), ...[names].flat()]);
    }
  }
  return headers;
}

/** Words other systems use for the values of a column, with their meaning, from the presets of the dataset. */
export function likelyValues(dataset: string, column: string): ReadonlyMap<string, string> {
  const mappings = presetNames().flatMap((name) => readPreset(name)?.mapping ?? []);
  const pairs = mappings
    .filter((mapping) => mapping.dataset === dataset)
    .flatMap((mapping) => Object.entries(mapping.values?.[column] ?? {}))
    // Bare numbers mean something else in every system.
    .filter(([word]) => !/^\d*$/.test(word) && word !== '-');
  return new Map(pairs.map(([word, meaning]) => [word.toLowerCase(), meaning]));
}
