import { type CellStyle, type ConditionalRule, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Column } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { registerContract } from './register-contract.js';
import { columnLetters, type RegisterSheet } from './register-sheet.js';
import { headerOf, listWords, type RegisterLanguage, registerText } from './register-words.js';
import { type MadeRows, type RepeatedRow, repeatRow } from './repeat-row.js';
import { cellText, type RowCells, type TableCells } from './table-cells.js';
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

/** The rows that are written already: the register people work in and the published one hold mostly the same. */
const rowsMade = new WeakMap<TableCells, MadeRows>();

/** The register as a workbook; the same content gives the same bytes. */
export async function renderRegisterWorkbook(cells: TableCells, options: WorkbookOptions): Promise<Uint8Array> {
  const { headers, rows } = cells;
  const { locale, otherSheets } = options;
  const bare = await writeXlsx({
    // A date of its own would make every writing another file.
    properties: { creator: 'fieldreview', created: new Date(0), modified: new Date(0) },
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
    sheets: [
      registerSheet(headers, rows.length, options),
      ...otherSheets.map((sheet) => otherSheet(sheet, registerText(locale, 'register.sheet'))),
    ],
  });
  const made = rowsMade.get(cells) ?? new Map();
  rowsMade.set(cells, made);
  return writeParts(repeatRow(readParts(bare), headers, rowsOf(cells), made));
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

function* rowsOf({ headers, rows }: TableCells): Generator<RepeatedRow> {
  const columnWidths = headers.map((_header, position) => widthOf(columns[position]));
  for (const cells of rows) yield { cells, height: heightOf(cells, columnWidths) };
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
function heightOf(cells: RowCells, columnWidths: readonly number[]): number {
  const lines = cells.reduce<number>((most, cell, position) => Math.max(most, linesOf(cell, columnWidths[position] ?? addedWidth)), 1);
  return lineHeight * Math.min(mostLines, lines);
}

function linesOf(cell: string | number | null, width: number): number {
  if (typeof cell !== 'string' || (2 * cell.length <= width && !cell.includes('\n'))) return 1;
  return cell.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthInCharacters(line) / width)), 0);
}

function widthInCharacters(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2;
  return width;
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
