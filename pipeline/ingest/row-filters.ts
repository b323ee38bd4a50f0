import type { Mapping, RowFilter } from '../config/mapping.js';
import { foldedWord } from '../contracts/accepted-words.js';
import { literal } from '../warehouse/sql-text.js';
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
  if (filter.in) return `${word} in (${list(filter.in)})`;
  if (filter.not_in) return `${word} not in (${list(filter.not_in)})`;
  const nulls = mapping.null_tokens.length > 0 ? ` or cell_text(${cell}) in (${mapping.null_tokens.map(literal).join(', ')})` : '';
  const isEmpty = `cell_filled(cell_normal(${cell})) is null${nulls}`;
  return filter.empty ? `coalesce(${isEmpty}, true)` : `not coalesce(${isEmpty}, true)`;
}

function list(words: readonly string[]): string {
  return words.map((word) => literal(foldedWord(word))).join(', ');
}
