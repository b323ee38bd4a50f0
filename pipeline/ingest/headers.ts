import type { Mapping } from '../config/mapping.js';
import type { Column, Contract } from '../contracts/contract.js';
import { contracts } from '../contracts/index.js';
import { nearestToAny } from '../nearest-name.js';
import { foldedName, normalHeader } from './header-names.js';
import { scrubText } from './personal-data.js';
import { absentSources, computableColumns, sourcePositions, spokenOf } from './source-headers.js';

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
  /** Columns whose source the mapping names, but the file lacks: `completed_at: Solved at`. */
  readonly absent: readonly string[];
}

export interface MatchOptions {
  readonly aliases: HeaderAliases;
  /** Names source headers per column, which come before every other name, and columns that are constant. */
  readonly mapping?: Mapping;
}

/** Matches the cells of a header row with the columns of a contract. */
export function matchHeaders(contract: Contract, cells: readonly string[], { aliases, mapping }: MatchOptions): HeaderMatch {
  const normal = cells.map(normalHeader);
  const { positions, taken } = mappedPositions(cells, mapping);
  const computed = new Set(mapping ? computableColumns(mapping, cells) : []);
  const settled = new Set([...Object.keys(mapping?.columns ?? {}), ...Object.keys(mapping?.constants ?? {}), ...computed]);
  const ignored = new Set((mapping?.ignore ?? []).flatMap((header) => sourcePositions(cells, header)));
  const isFree = (index: number): boolean => !taken.has(index) && !ignored.has(index);
  const accepted = acceptedHeaders(contract, aliases);
  for (const { column, name, names } of accepted.columns.filter((each) => !settled.has(each.column.name))) {
    const canonical = normal.findIndex((header, index) => header === name && isFree(index));
    const found = canonical >= 0 ? canonical : normal.findIndex((header, index) => names.has(header) && isFree(index));
    if (found >= 0) {
      positions.set(column.name, found);
      taken.add(found);
    }
  }
  const spoken = mapping ? spokenOf(mapping, cells) : new Set<number>();
  const left = cells.filter((_cell, index) => normal[index] !== '' && !taken.has(index) && !spoken.has(index));
  const hasSource = (name: string): boolean => positions.has(name) || mapping?.constants[name] !== undefined;
  let unknown: readonly string[] | undefined;
  return {
    positions,
    // Where a row of data is taken for the header, its personal data must not be reported. Found when asked for: rows of long cells are held
    // against every contract, and looking for personal data in them takes its time.
    get unknown() {
      unknown ??= [...new Set(left.filter((cell) => !accepted.known.has(normalHeader(cell))).map(scrubText)), ...nameless(normal)];
      return unknown;
    },
    repeated: left.filter((cell) => accepted.known.has(normalHeader(cell))),
    missing: contract.columns
      .filter((column) => column.required && !hasSource(column.name) && !computed.has(column.name))
      .map((column) => column.name),
    absent: mapping ? absentSources(mapping, cells) : [],
  };
}

/** Columns among the named ones that have no name, as a lost or added delimiter leaves them: their cells would be dropped in silence. */
function nameless(normal: readonly string[]): string[] {
  const last = normal.findLastIndex((header) => header !== '');
  return normal.flatMap((header, index) => (header === '' && index < last ? [`(column ${index + 1}, without a name)`] : []));
}

/** The cells of the headers a mapping names: for each column the first header the file has. */
function mappedPositions(cells: readonly string[], mapping: Mapping | undefined): { positions: Map<string, number>; taken: Set<number> } {
  const found = Object.entries(mapping?.columns ?? {}).flatMap(([column, headers]): [string, number][] => {
    const [position] = [headers].flat().flatMap((header) => sourcePositions(cells, header));
    return position === undefined ? [] : [[column, position]];
  });
  return { positions: new Map(found), taken: new Set(found.map(([, position]) => position)) };
}

/** Says which required columns a header row lacks and which of its headers comes nearest to each. */
export function describeMissing(contract: Contract, match: HeaderMatch, aliases: HeaderAliases): string {
  return match.missing
    .map((name) => {
      const names = acceptedHeaders(contract, aliases).columns.flatMap((each) => (each.column.name === name ? [...each.names] : []));
      const nearest = nearestToAny(names, match.unknown);
      const accepted = names.map((header) => `"${header}"`).join(', ');
      const mapped = match.absent.find((source) => source.startsWith(`${name}: `));
      return `column ${name} (${mapped ? `by its mapping: "${mapped.slice(name.length + 2)}"` : `accepted: ${accepted}`})${nearest ? `; the nearest header is "${shortened(nearest)}"` : ''}`;
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

/** Normal headers of a contract: of each column, in its order, the canonical one and all; and all of all columns. */
export interface AcceptedHeaders {
  readonly columns: readonly { readonly column: Column; readonly name: string; readonly names: ReadonlySet<string> }[];
  readonly known: ReadonlySet<string>;
}

/** Kept for as long as the configuration they come from: each row that may be a header is compared with them. */
const acceptedByAliases = new WeakMap<HeaderAliases, Map<Contract, AcceptedHeaders>>();

/** The headers a contract's columns are known by: their names, their headers, and those of the configuration. */
export function acceptedHeaders(contract: Contract, aliases: HeaderAliases): AcceptedHeaders {
  const kept = acceptedByAliases.get(aliases) ?? new Map<Contract, AcceptedHeaders>();
  acceptedByAliases.set(aliases, kept);
  const accepted = kept.get(contract) ?? collectAccepted(contract, aliases);
  kept.set(contract, accepted);
  return accepted;
}

function collectAccepted(contract: Contract, aliases: HeaderAliases): AcceptedHeaders {
  const columns = contract.columns.map((column) => {
    const fromConfiguration = aliases[contract.dataset]?.[column.name] ?? [];
    const names = [column.name, ...(chineseHeaders.get(column.name) ?? []), ...fromConfiguration].map(normalHeader);
    return { column, name: normalHeader(column.name), names: new Set(names) };
  });
  return { columns, known: new Set(columns.flatMap(({ names }) => [...names])) };
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
