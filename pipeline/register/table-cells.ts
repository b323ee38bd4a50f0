import { createHash } from 'node:crypto';
import type { Column } from '../contracts/contract.js';
import { registerContract } from './register-contract.js';
import { isKept } from './register-state.js';
import type { RegisterTable, TableRow } from './register-table.js';
import { headerOf, listWords, type RegisterLanguage, registerText } from './register-words.js';

/** What stands in the cells of a row: texts, serial numbers of days, nothing. */
export type RowCells = readonly (string | number | null)[];

/** What stands in the cells of a workbook of the register. */
export interface TableCells {
  readonly headers: readonly string[];
  readonly rows: readonly RowCells[];
}

const { columns } = registerContract;

export function tableCells({ extra_headers, rows }: RegisterTable, language: RegisterLanguage): TableCells {
  const { locale } = language;
  const words = wordsOf(language);
  return {
    headers: [...columns.map(({ name }) => headerOf(name, locale)), ...extra_headers, registerText(locale, 'register.remark')],
    rows: rows.map((row) => cellsOf(row, extra_headers, words)),
  };
}

/**
 * sha256 of the cells; null where a reader might refuse the workbook for its size or find another text in a cell than is written there.
 */
export function cellsDigest({ headers, rows }: TableCells): string | null {
  let characters = 0;
  const hash = createHash('sha256');
  for (const cells of [headers, ...rows]) {
    for (const cell of cells) {
      if (typeof cell !== 'string') continue;
      if (!isKept(cell)) return null;
      characters += cell.length;
    }
    hash.update(JSON.stringify(cells));
  }
  return headers.length * rows.length > mostCells || characters > mostCharacters ? null : hash.digest('hex');
}

/** Far below what a workbook may hold (workbook-limits.ts). */
const mostCells = 10_000_000;
const mostCharacters = 100_000_000;

/** The words of each column with a list. */
type Words = ReadonlyMap<string, ReadonlyMap<string, string>>;

function wordsOf(language: RegisterLanguage): Words {
  return new Map(columns.filter(({ kind }) => kind === 'enum').map((column) => [column.name, listWords(column, language)]));
}

function cellsOf(row: TableRow, extraHeaders: readonly string[], words: Words): RowCells {
  const cells = columns.map((column) => cellValue(column, row.cells[column.name], words));
  for (const header of extraHeaders) cells.push(cellText(row.extra[header] ?? ''));
  cells.push(cellText(row.remark));
  return cells;
}

/** `_x000D_` written out is no control character (ECMA-376 part 1, § 22.4.2.4). */
export function cellText(text: string): string | null {
  if (text === '') return null;
  return text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}

function cellValue(column: Column, text: string | undefined, words: Words): string | number | null {
  if (text === undefined) return null;
  return (column.kind === 'date' ? serialDay(text) : null) ?? cellText(words.get(column.name)?.get(text) ?? text);
}

/** A day as workbooks count them, from 1899-12-30 on; null for a text that names none, or one so early that programs disagree. */
function serialDay(text: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // `2026-02-30` is parsed as a day in March.
  if (Number.isNaN(time) || text < '1900-03-01' || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return time / 86_400_000 + 25_569;
}
