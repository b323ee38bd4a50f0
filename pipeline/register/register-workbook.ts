import { type CellStyle, type ConditionalRule, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Column } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { registerContract } from './register-contract.js';
import { columnLetters, type RegisterSheet } from './register-sheet.js';
import type { RegisterTable, TableRow } from './register-table.js';
import { headerOf, listWords, type RegisterLanguage, registerText } from './register-words.js';
import { type RepeatedRow, repeatRow } from './repeat-row.js';
import { readParts, writeParts } from './workbook-parts.js';

export interface WorkbookOptions extends RegisterLanguage {
  /** Day by which the workbook colours overdue rows (`2026-09-01`); without one that of whoever looks at it. */
  readonly asOf?: string;
  /** Sheets people have added, kept as text. */
  readonly otherSheets: RegisterSheet['other_sheets'];
}

const { columns } = registerContract;

/** Rows below the table that have drop-downs and date cells too. */
const spareRows = 200;

/** The register as a workbook; the same content gives the same bytes. */
export async function renderRegisterWorkbook(table: RegisterTable, options: WorkbookOptions): Promise<Uint8Array> {
  const { locale, otherSheets } = options;
  const headers = [...columns.map(({ name }) => headerOf(name, locale)), ...table.extra_headers, registerText(locale, 'register.remark')];
  const bare = await writeXlsx({
    // A date of its own would make every writing another file.
    properties: { creator: 'fieldreview', created: new Date(0), modified: new Date(0) },
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
    sheets: [
      registerSheet(headers, table.rows.length, options),
      ...otherSheets.map((sheet) => otherSheet(sheet, registerText(locale, 'register.sheet'))),
    ],
  });
  return writeParts(repeatRow(readParts(bare), headers, rowsOf(table, options)));
}

/** The sheet for so many rows, with a blank one in their place. */
function registerSheet(headers: readonly string[], rows: number, options: WorkbookOptions): WriteSheet {
  const remarkLetter = columnLetters(headers.length - 1);
  const lastRow = rows + 1;
  return {
    name: registerText(options.locale, 'register.sheet'),
    columns: headers.map((_header, position) => ({ width: widthOf(columns[position]), style: bodyStyle(columns[position]) })),
    rows: [[...headers], headers.map(() => null)],
    cells: new Map(headers.map((_header, position) => [`0,${position}`, { style: headerStyle }])),
    freezePane: { rows: 1, columns: 1 },
    autoFilter: { range: `A1:${remarkLetter}${lastRow}` },
    dataValidations: columns.flatMap((column, position) => validation(column, columnLetters(position), lastRow + spareRows, options)),
    conditionalRules: colours(remarkLetter, lastRow + spareRows, options),
    pageSetup: { orientation: 'landscape', paperSize: 'a3', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
  };
}

function* rowsOf({ extra_headers, rows }: RegisterTable, language: RegisterLanguage): Generator<RepeatedRow> {
  const words = wordsOf(language);
  const columnWidths = [...columns.map(widthOf), ...extra_headers.map(() => addedWidth), addedWidth];
  for (const row of rows) {
    const cells = cellsOf(row, extra_headers, words);
    yield { cells, height: heightOf(cells, columnWidths) };
  }
  for (let spare = 0; spare < spareRows; spare++) yield { cells: [] };
}

/** In characters of the default font; a Chinese one takes two. */
const widths: Readonly<Record<string, number>> = {
  action_id: 24,
  source_id: 24,
  model: 14,
  title: 44,
  root_cause: 28,
  department: 14,
  first_fixed_lot: 16,
  note: 32,
};

function widthOf(column: Column | undefined): number {
  return column === undefined ? addedWidth : (widths[column.name] ?? 12);
}

/** Of a column people have added, and of the remarks. */
const addedWidth = 36;

const lineHeight = 15;
const mostLines = 6;

/** In points: room for the longest text of a row, as not every program finds it by itself. */
function heightOf(cells: RepeatedRow['cells'], columnWidths: readonly number[]): number {
  const lines = cells.map((cell, position) => linesOf(cell, columnWidths[position] ?? addedWidth));
  return lineHeight * Math.min(mostLines, Math.max(...lines));
}

function linesOf(cell: string | number | null, width: number): number {
  if (typeof cell !== 'string' || (2 * cell.length <= width && !cell.includes('\n'))) return 1;
  return cell.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthInCharacters(line) / width)), 0);
}

function widthInCharacters(text: string): number {
  return [...text].reduce((width, character) => width + ((character.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2), 0);
}

/** The words of each column with a list. */
type Words = ReadonlyMap<string, ReadonlyMap<string, string>>;

function wordsOf(language: RegisterLanguage): Words {
  return new Map(columns.filter(({ kind }) => kind === 'enum').map((column) => [column.name, listWords(column, language)]));
}

function cellsOf(row: TableRow, extraHeaders: readonly string[], words: Words): (string | number | null)[] {
  return [
    ...columns.map((column) => cellValue(column, row.cells[column.name], words)),
    ...extraHeaders.map((header) => cellText(row.extra[header] ?? '')),
    cellText(row.remark),
  ];
}

/** `_x000D_` written out is no control character (ECMA-376 part 1, § 22.4.2.4). */
function cellText(text: string): string | null {
  return text === '' ? null : text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
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

const headerStyle: CellStyle = {
  font: { bold: true },
  fill: solid('D9E2EC'),
  alignment: { vertical: 'center', wrapText: true },
  border: { bottom: { style: 'thin', color: { rgb: '5B6770' } } },
};

/** Identifiers are text, so that a spreadsheet keeps leading zeros and long numbers whole. */
function bodyStyle(column: Column | undefined): CellStyle {
  const alignment = { vertical: 'top', wrapText: column === undefined || column.kind === 'text' } as const;
  if (column?.kind === 'date') return { numFmt: 'yyyy-mm-dd', alignment };
  return column?.kind === 'id' ? { numFmt: '@', alignment } : { alignment };
}

function validation(column: Column, letter: string, lastRow: number, options: WorkbookOptions): DataValidation[] {
  const common = {
    range: `${letter}2:${letter}${lastRow}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: headerOf(column.name, options.locale),
  };
  if (column.kind === 'enum') {
    const errorMessage = registerText(options.locale, 'register.ask_list');
    return [{ ...common, type: 'list', values: [...listWords(column, options).values()], errorMessage }];
  }
  if (column.kind !== 'date') return [];
  // Serial numbers of 2000-01-01 and 2100-12-31: the years a cell may hold (domain.md § 2).
  const years = { type: 'date', operator: 'between', formula1: '36526', formula2: '73415' } as const;
  return [{ ...common, ...years, errorMessage: registerText(options.locale, 'register.ask_date') }];
}

/**
 * Overdue rows are red from the day after their due date on: in the register people work in by the day they look at it,
 * in the published one by the cut-off of its report.
 */
function colours(remarkLetter: string, lastRow: number, options: WorkbookOptions): ConditionalRule[] {
  const letterOf = (name: string): string => columnLetters(columns.findIndex((column) => column.name === name));
  const [due, status, owner, id] = [letterOf('due_on'), letterOf('status'), letterOf('owner'), letterOf('action_id')];
  const words = listWords(columnOf(registerContract, 'status'), options);
  const isOpen = `OR($${status}2="${words.get('open')}",$${status}2="${words.get('in_progress')}")`;
  const today = options.asOf === undefined ? 'TODAY()' : `DATE(${options.asOf.split('-').map(Number).join(',')})`;
  const table = `A2:${columnLetters(columns.length - 1)}${lastRow}`;
  return [
    {
      type: 'expression',
      priority: 1,
      range: table,
      formula: `AND(ISNUMBER($${due}2),$${due}2<${today},${isOpen})`,
      style: { fill: solid('FFD6D6'), font: { color: { rgb: '8A1010' } } },
    },
    {
      type: 'expression',
      priority: 2,
      range: table,
      formula: `AND(LEFT($${id}2,2)="P-",$${owner}2="",$${due}2="",${isOpen})`,
      style: { fill: solid('FFF4CC') },
    },
    {
      type: 'expression',
      priority: 3,
      range: `${remarkLetter}2:${remarkLetter}${lastRow}`,
      formula: `$${remarkLetter}2<>""`,
      style: { fill: solid('FFE8C7') },
    },
  ];
}

function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } };
}

/** A name can be taken once, whatever its case. */
function otherSheet({ name, rows }: RegisterSheet['other_sheets'][number], taken: string): WriteSheet {
  return { name: name.toLowerCase() === taken.toLowerCase() ? `${name} (2)` : name, rows: rows.map((row) => row.map(cellText)) };
}
