import type { ComputedColumn, Mapping } from '../config/mapping.js';
import { literal } from '../warehouse/sql-text.js';
import { emptyCell, wordList } from './cell-conditions.js';
import { durationSeparator } from './durations.js';
import { sourcePositions } from './source-headers.js';

/** SQL of a computed cell, given those of the other columns; undefined when the table lacks what it is made of. */
type Compute = (cells: ReadonlyMap<string, string>) => string | undefined;

/** The computed columns of a mapping in an order in which each finds the column it starts from. */
export function computedCells(mapping: Mapping, headers: readonly string[]): [column: string, compute: Compute][] {
  const all = Object.entries(mapping.computed ?? {});
  const later = (computed: ComputedColumn): number => (computed.duration_after === undefined ? 0 : 1);
  return all
    .sort(([, left], [, right]) => later(left) - later(right))
    .map(([column, computed]) => [column, computeFor(computed, mapping, headers)]);
}

function computeFor(computed: ComputedColumn, mapping: Mapping, headers: readonly string[]): Compute {
  const cellsOf = (header: string): string[] => sourcePositions(headers, header).map((position) => filledCell(`c${position}`, mapping));
  if (computed.join) return () => joined(computed.join?.map((header) => cellsOf(header)[0]) ?? [], computed.with ?? ' ');
  if (computed.last_of) return () => lastOf(computed.last_of?.flatMap(cellsOf) ?? []);
  const [source] = cellsOf(computed.split ?? computed.yes_no ?? computed.duration ?? '');
  if (source === undefined) return () => undefined;
  if (computed.split !== undefined) return () => splitPart(source, computed);
  if (computed.yes_no !== undefined) return () => yesOrNo(source, computed);
  return (cells) => timeAfter(cells.get(computed.duration_after ?? ''), source, computed.unit ?? 'minutes');
}

/** The cell without white space around it; null where nothing, or a word for nothing, stands in it. */
function filledCell(cell: string, mapping: Mapping): string {
  return `case when ${emptyCell(cell, mapping)} then null else cell_text(${cell}) end`;
}

function joined(cells: readonly (string | undefined)[], separator: string): string | undefined {
  if (cells.some((cell) => cell === undefined)) return undefined;
  return `nullif(concat_ws(${literal(separator)}, ${cells.join(', ')}), '')`;
}

function lastOf(cells: readonly string[]): string | undefined {
  return cells.length === 0 ? undefined : `coalesce(${[...cells].reverse().join(', ')})`;
}

function splitPart(cell: string, { by = '', take = 'first' }: ComputedColumn): string {
  const number = take === 'last' ? -1 : take === 'first' ? 1 : Number(take);
  return `string_split(${cell}, ${literal(by)})[${number}]`;
}

/** With one list, every other filled cell means the opposite; with both, another word is left as it is. */
function yesOrNo(cell: string, { yes, no }: ComputedColumn): string {
  const word = `cell_word(cell_normal(${cell}))`;
  const isYes = `${word} in (${wordList(yes ?? [])})`;
  const isNo = `${word} in (${wordList(no ?? [])})`;
  if (!no) return `case when ${cell} is null then null when ${isYes} then 'true' else 'false' end`;
  if (!yes) return `case when ${cell} is null then null when ${isNo} then 'false' else 'true' end`;
  return `case when ${isYes} then 'true' when ${isNo} then 'false' else ${cell} end`;
}

function timeAfter(start: string | undefined, length: string, unit: string): string | undefined {
  if (start === undefined) return undefined;
  const separator = `chr(${durationSeparator.charCodeAt(0)})`;
  return `case when ${length} is null then null
    else text_after(coalesce(${start}, '') || ${separator} || '${unit}' || ${separator} || ${length}) end`;
}
