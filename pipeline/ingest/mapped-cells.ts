import type { Mapping } from '../config/configuration.js';
import { literal } from '../warehouse/sql-text.js';
import type { TableHead } from './table-head.js';

/** SQL expression over the cells c0, c1, … for every contract column the table has, mapping applied. */
export function mappedCells(head: TableHead): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [column, position] of head.match.positions) cells.set(column, mappedCell(column, `c${position}`, head.mapping));
  for (const [column, value] of Object.entries(head.mapping?.constants ?? {})) cells.set(column, literal(value));
  return cells;
}

function mappedCell(column: string, cell: string, mapping: Mapping | undefined): string {
  if (!mapping) return cell;
  const trimmed = `cell_text(${cell})`;
  const nulls = mapping.null_tokens.map((token) => `when ${literal(token)} then null`);
  const values = Object.entries(mapping.values[column] ?? {}).map(([from, to]) => `when ${literal(from)} then ${literal(to)}`);
  if (nulls.length + values.length === 0) return cell;
  return `case ${trimmed} ${[...values, ...nulls].join(' ')} else ${cell} end`;
}
