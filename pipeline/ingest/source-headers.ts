import type { Mapping } from '../config/mapping.js';
import { nearestName } from '../nearest-name.js';
import { comparedHeader, normalHeader } from './header-names.js';

/**
 * The cells a mapping means by a source header, in the order of the file: all that bear it, with `Comment[2]` the second
 * alone. `Custom field (Severity)` is not `Custom field (Cause)`: a bracketed tail may be missing on one side, not differ.
 */
export function sourcePositions(cells: readonly string[], header: string): number[] {
  const whole = positionsOf(cells, header);
  const [, name = '', number = ''] = /^(.*\S)\s*\[([1-9]\d{0,3})\]$/su.exec(header) ?? [];
  if (whole.length > 0 || name === '') return whole.length > 0 ? whole : loosePositionsOf(cells, header);
  const named = positionsOf(cells, name);
  return (named.length > 0 ? named : loosePositionsOf(cells, name)).slice(Number(number) - 1, Number(number));
}

function positionsOf(cells: readonly string[], header: string): number[] {
  return where(cells, (cell) => comparedHeader(cell) === comparedHeader(header));
}

function loosePositionsOf(cells: readonly string[], header: string): number[] {
  const [full, bare] = [comparedHeader(header), normalHeader(header)];
  return where(cells, (cell) => normalHeader(cell) === full || comparedHeader(cell) === bare);
}

function where(cells: readonly string[], fits: (cell: string) => boolean): number[] {
  return cells.flatMap((cell, index) => (cell.trim() !== '' && fits(cell) ? [index] : []));
}

/** Source headers of computed columns, by column. */
function computedSources(mapping: Mapping): [column: string, headers: readonly string[], isComplete: 'every' | 'some'][] {
  return Object.entries(mapping.computed ?? {}).map(([column, computed]) => [
    column,
    computed.join ?? computed.last_of ?? [computed.split ?? computed.duration ?? computed.yes_no ?? ''],
    computed.last_of ? 'some' : 'every',
  ]);
}

/** The computed columns for which a header row has what they are made of. */
export function computableColumns(mapping: Mapping, cells: readonly string[]): string[] {
  return computedSources(mapping)
    .filter(([, headers, isComplete]) => headers[isComplete]((header) => sourcePositions(cells, header).length > 0))
    .map(([column]) => column);
}

/** Cells that computed columns, filters and `ignore` speak of: they are no unknown columns. */
export function spokenOf(mapping: Mapping, cells: readonly string[]): Set<number> {
  const headers = [
    ...computedSources(mapping).flatMap(([, sources]) => sources),
    ...(mapping.filters ?? []).map((filter) => filter.column),
    ...(mapping.ignore ?? []),
  ];
  return new Set(headers.flatMap((header) => sourcePositions(cells, header)));
}

/** Columns whose source the mapping names and the header row lacks: `completed_at: Solved at`. */
export function absentSources(mapping: Mapping, cells: readonly string[]): string[] {
  const columns = Object.entries(mapping.columns).map(([column, headers]) => [column, [headers].flat(), 'some'] as const);
  return [...columns, ...computedSources(mapping)]
    .filter(([, headers, isComplete]) => !headers[isComplete]((header) => sourcePositions(cells, header).length > 0))
    .map(([column, headers]) => `${column}: ${headers.join(' / ')}`);
}

/** What a filter on a column that is not there should say. */
export function describeAbsentFilter(header: string, cells: readonly string[]): string {
  const nearest = nearestName(
    header,
    cells.filter((cell) => cell.trim() !== ''),
  );
  return `a filter of its mapping names the column "${header}", which the file does not have${nearest === undefined ? '' : `; the nearest header is "${nearest}"`}`;
}
