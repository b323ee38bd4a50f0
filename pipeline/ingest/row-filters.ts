import type { Mapping, RowFilter } from '../config/mapping.js';
import { emptyCell, wordList } from './cell-conditions.js';
import { describeAbsentFilter, sourcePositions } from './source-headers.js';
import { NoTable, type TableHead } from './table-head.js';

/**
 * SQL condition over the cells c0, c1, … that a row meets which the filters of the mapping keep; undefined without filters.
 * Throws NoTable when the table lacks a column a filter names: what to keep cannot be told then.
 */
export function keptRows({ mapping, headers }: TableHead): string | undefined {
  const filters = mapping?.filters ?? [];
  if (!mapping || filters.length === 0) return undefined;
  return filters
    .map((filter) => {
      const [position] = sourcePositions(headers, filter.column);
      if (position === undefined) throw new NoTable(describeAbsentFilter(filter.column, headers), false);
      return `(${condition(filter, `c${position}`, mapping)})`;
    })
    .join(' and ');
}

function condition(filter: RowFilter, cell: string, mapping: Mapping): string {
  const word = `coalesce(cell_word(cell_normal(${cell})), '')`;
  if (filter.in) return `${word} in (${wordList(filter.in)})`;
  if (filter.not_in) return `${word} not in (${wordList(filter.not_in)})`;
  const isEmpty = `coalesce(${emptyCell(cell, mapping)}, true)`;
  return filter.empty ? isEmpty : `not ${isEmpty}`;
}
