import { type CellStyle, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Locale } from '../../reports/theme/formats.js';
import type { Column, ColumnKind, Contract } from '../contracts/contract.js';
import { columnLetters } from '../register/register-sheet.js';
import { listWords } from '../register/register-words.js';
import { templateHeader, templateWords } from './template-words.js';

/** Rows that have drop-downs and formats. */
const preparedRows = 500;

/** An empty export as a workbook: headers with notes, drop-downs, formats of cells. The same contract gives the same bytes. */
export async function templateWorkbook(contract: Contract, columns: readonly Column[], locale: Locale): Promise<Uint8Array> {
  return writeXlsx({
    properties: { creator: 'fieldreview', created: new Date(0), modified: new Date(0) },
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
    sheets: [sheetOf(contract, columns, locale)],
  });
}

function sheetOf(contract: Contract, columns: readonly Column[], locale: Locale): WriteSheet {
  const headers = columns.map((column) => templateHeader(column, locale));
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [position, column] of columns.entries()) {
    const value = headers[position] ?? column.name;
    cells.set(`0,${position}`, { value, style: headerStyle(column), comment: { author: 'fieldreview', text: noteOf(column, locale) } });
    const numFmt = formats[column.kind];
    if (numFmt === undefined) continue;
    for (let row = 1; row <= preparedRows; row++) cells.set(`${row},${position}`, { style: { numFmt } });
  }
  const rows: CellValue[][] = [headers];
  return {
    name: locale === 'en' ? contract.dataset : (contract.fileNames[0] ?? contract.dataset),
    columns: headers.map((header) => ({ width: Math.max(12, 2 * header.length + 2) })),
    rows,
    cells,
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap((column, position) => validation(column, columnLetters(position), locale)),
  };
}

/** Identifiers are text, so that a spreadsheet keeps leading zeros and long numbers whole. */
const formats: Partial<Record<ColumnKind, string>> = { id: '@', time: 'yyyy-mm-dd hh:mm', date: 'yyyy-mm-dd' };

function headerStyle({ required }: Column): CellStyle {
  const rgb = required ? 'F6D9B8' : 'D9E2EC';
  return { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } } };
}

function noteOf(column: Column, locale: Locale): string {
  const words = templateWords[locale];
  return [
    column.required ? words.required : words.optional,
    // The contract describes its columns in English.
    ...(locale === 'en' ? [column.doc] : []),
    `${words.how}${words.kinds[column.kind]}`,
    ...(choicesOf(column, locale).length === 0 ? [] : [`${words.choices}${choicesOf(column, locale).join(words.between)}`]),
    ...(column.endOfDay ? [words.endOfDay] : []),
  ].join('\n');
}

function choicesOf(column: Column, locale: Locale): string[] {
  return column.kind === 'enum' || column.kind === 'boolean' ? [...listWords(column, { locale, enums: {} }).values()] : [];
}

function validation(column: Column, letter: string, locale: Locale): DataValidation[] {
  const words = templateWords[locale];
  const range = `${letter}2:${letter}${preparedRows + 1}`;
  const common = { range, allowBlank: true, showErrorMessage: true, errorTitle: templateHeader(column, locale) };
  const values = choicesOf(column, locale);
  if (values.length > 0) return [{ ...common, type: 'list', values, errorMessage: words.askChoice }];
  const asked = { ...common, errorMessage: `${words.how}${words.kinds[column.kind]}` };
  // Serial numbers of 2000-01-01 and 2101-01-01: the years a cell may hold.
  if (column.kind === 'time' || column.kind === 'date') {
    return [{ ...asked, type: 'date', operator: 'between', formula1: '36526', formula2: '73415.99999' }];
  }
  if (column.kind !== 'integer' || column.minimum === undefined) return [];
  const minimum = { ...asked, type: 'whole', formula1: String(column.minimum) } as const;
  return column.maximum === undefined
    ? [{ ...minimum, operator: 'greaterThanOrEqual' }]
    : [{ ...minimum, operator: 'between', formula2: String(column.maximum) }];
}
