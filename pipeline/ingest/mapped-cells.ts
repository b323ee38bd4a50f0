import type { Mapping } from '../config/mapping.js';
import { foldedWord } from '../contracts/accepted-words.js';
import type { Contract } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { literal } from '../warehouse/sql-text.js';
import { computedCells } from './computed-cells.js';
import type { TableHead } from './table-head.js';

/** SQL expression over the cells c0, c1, … for every contract column the table has, mapping applied. */
export function mappedCells(head: TableHead): Map<string, string> {
  const { mapping, contract } = head;
  const cells = new Map<string, string>();
  for (const [column, position] of head.match.positions) cells.set(column, mappedCell(column, `c${position}`, contract, mapping));
  for (const [column, value] of Object.entries(mapping?.constants ?? {})) cells.set(column, literal(value));
  if (!mapping) return cells;
  for (const [column, compute] of computedCells(mapping, head.headers)) {
    const computed = compute(cells);
    if (computed !== undefined) cells.set(column, mappedCell(column, computed, contract, mapping));
  }
  return cells;
}

function mappedCell(column: string, cell: string, contract: Contract, mapping: Mapping | undefined): string {
  if (!mapping) return cell;
  const tokens = [...mapping.null_tokens, ...(mapping.null_tokens_by_column?.[column] ?? [])];
  const nulls = tokens.map((token) => `when ${literal(token)} then null`);
  const values = Object.entries(mapping.values[column] ?? {}).map(([from, to]) => `when ${literal(from)} then ${literal(to)}`);
  const read = orderedCell(column, cell, contract, mapping);
  if (nulls.length + values.length === 0) return read;
  return `case coalesce(cell_text(${cell}), '') ${[...values, ...nulls].join(' ')} else ${foldedValues(column, cell, read, mapping)} end`;
}

/** A value in another case or width than the mapping has it means the same, as the words of enumerations do. */
function foldedValues(column: string, cell: string, read: string, mapping: Mapping): string {
  const values = Object.entries(mapping.values[column] ?? {}).filter(([from]) => from !== '');
  if (values.length === 0) return read;
  const branches = values.map(([from, to]) => `when ${literal(foldedWord(from))} then ${literal(to)}`);
  return `case cell_word(cell_normal(${cell})) ${branches.join(' ')} else ${read} end`;
}

function orderedCell(column: string, cell: string, contract: Contract, { date_order: order }: Mapping): string {
  const { kind } = columnOf(contract, column);
  return order !== undefined && (kind === 'time' || kind === 'date') ? `text_${order}(${cell})` : cell;
}
