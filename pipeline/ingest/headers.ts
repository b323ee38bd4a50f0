import type { Mapping } from '../config/configuration.js';
import type { Column, Contract } from '../contracts/contract.js';
import { columnOf, contracts } from '../contracts/index.js';
import { nearestName } from '../nearest-name.js';
import { scrubText } from './personal-data.js';

/** Extra header names per dataset and column, from the configuration's `columns`. */
export type HeaderAliases = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface HeaderMatch {
  /** Which cell of a row feeds a contract column. */
  readonly positions: ReadonlyMap<string, number>;
  /** Headers that belong to no column. */
  readonly unknown: readonly string[];
  /** Second headers for a column that has one already. */
  readonly repeated: readonly string[];
  /** Required columns without a header. */
  readonly missing: readonly string[];
}

/** A header as it is compared: NFKC, case folded, without white space, leading `*` and bracketed tail. */
export function normalHeader(header: string): string {
  const bare = foldedName(header).replace(/^\*+/, '');
  return withoutTail(bare) || bare;
}

function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u{feff}]+/gu, '');
}

const brackets: ReadonlyMap<string, string> = new Map(
  ['()', '[]', '{}', '<>', '【】', '〔〕', '《》'].map(([open = '', close = '']) => [close, open]),
);

function withoutTail(name: string): string {
  const opening = brackets.get(name.slice(-1));
  if (opening === undefined) return name;
  let depth = 0;
  for (let index = name.length - 1; index >= 0; index--) {
    if (name[index] === name.slice(-1)) depth++;
    if (name[index] === opening) depth--;
    if (depth === 0) return withoutTail(name.slice(0, index));
  }
  return name;
}

export interface MatchOptions {
  readonly aliases: HeaderAliases;
  /** Names source headers per column, which come before every other name, and columns that are constant. */
  readonly mapping?: Mapping;
}

/** Matches the cells of a header row with the columns of a contract. */
export function matchHeaders(contract: Contract, cells: readonly string[], { aliases, mapping }: MatchOptions): HeaderMatch {
  const normal = cells.map(normalHeader);
  const positions = new Map<string, number>();
  const taken = new Map<number, string>();
  for (const [column, headers] of Object.entries(mapping?.columns ?? {})) {
    const found = [headers]
      .flat()
      .map((header) => normal.indexOf(normalHeader(header)))
      .find((index) => index >= 0);
    if (found !== undefined) {
      positions.set(column, found);
      taken.set(found, column);
    }
  }
  for (const column of contract.columns.filter((each) => mapping?.columns[each.name] === undefined)) {
    const names = acceptedHeaders(contract, column, aliases);
    const canonical = normal.findIndex((header, index) => header === normalHeader(column.name) && !taken.has(index));
    const found = canonical >= 0 ? canonical : normal.findIndex((header, index) => names.has(header) && !taken.has(index));
    if (found >= 0) {
      positions.set(column.name, found);
      taken.set(found, column.name);
    }
  }
  const known = new Set(contract.columns.flatMap((column) => [...acceptedHeaders(contract, column, aliases)]));
  const left = cells.filter((_cell, index) => normal[index] !== '' && !taken.has(index));
  return {
    positions,
    // Where a row of data is taken for the header, its personal data must not be reported.
    unknown: [...new Set(left.filter((cell) => !known.has(normalHeader(cell))).map(scrubText))],
    repeated: left.filter((cell) => known.has(normalHeader(cell))),
    missing: contract.columns
      .filter((column) => column.required && !positions.has(column.name) && mapping?.constants[column.name] === undefined)
      .map((column) => column.name),
  };
}

/** Says which required columns a header row lacks and which of its headers comes nearest to each. */
export function describeMissing(contract: Contract, match: HeaderMatch, aliases: HeaderAliases): string {
  return match.missing
    .map((name) => {
      const names = [...acceptedHeaders(contract, columnOf(contract, name), aliases)];
      const nearest = match.unknown.find((header) => nearestName(normalHeader(header), names) !== undefined);
      const accepted = names.map((header) => `"${header}"`).join(', ');
      return `column ${name} (accepted: ${accepted})${nearest ? `; the nearest header is "${shortened(nearest)}"` : ''}`;
    })
    .join('; ');
}

function shortened(header: string): string {
  const [...signs] = header.replace(/\s+/gu, ' ').trim();
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : signs.join('');
}

/** The dataset whose name, longest first, a base name contains; undefined when none or when two of one length do. */
export function datasetByName(baseName: string): Contract | undefined {
  const name = foldedName(baseName.replace(/\.[^.]*$/, ''));
  const hits = contracts
    .flatMap((contract) => [contract.dataset, ...contract.fileNames].map((word) => ({ contract, word: foldedName(word) })))
    .filter(({ word }) => name.includes(word))
    .sort((left, right) => right.word.length - left.word.length);
  const [first] = hits;
  const rival = hits.find((hit) => hit.contract !== first?.contract && hit.word.length === first?.word.length);
  return rival ? undefined : first?.contract;
}

/** The Chinese header a table of ours has for a column. */
export function chineseHeader(column: Column): string {
  return chineseHeaders.get(column.name)?.[0] ?? column.name;
}

function acceptedHeaders(contract: Contract, column: Column, aliases: HeaderAliases): Set<string> {
  const fromConfiguration = aliases[contract.dataset]?.[column.name] ?? [];
  return new Set([column.name, ...(chineseHeaders.get(column.name) ?? []), ...fromConfiguration].map(normalHeader));
}

/** A Chinese header given for a column serves that column name in every dataset (domain.md § 2). */
export const chineseHeaders: ReadonlyMap<string, readonly string[]> = collectHeaders();

function collectHeaders(): Map<string, string[]> {
  const collected = new Map<string, string[]>();
  for (const column of contracts.flatMap((contract) => contract.columns)) {
    collected.set(column.name, [...(collected.get(column.name) ?? []), ...(column.headers ?? [])]);
  }
  return collected;
}
