import { writeFileSync } from 'node:fs';
import type { CellStyle, CellValue, ColumnDef, WriteSheet } from 'hucre/xlsx';
import { calculateColumnWidth, colToLetter, writeXlsx } from 'hucre/xlsx';
import { UserError } from '../errors.js';
import type { Column, ColumnChunk } from '../warehouse/column-chunks.js';
import { listSeparator } from './csv-file.js';
import { decimalText } from './exact-text.js';
import { sheetNames } from './sheet-names.js';

/** A table that becomes a sheet. */
export interface SheetSource {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly chunks: () => AsyncIterable<ColumnChunk>;
}

export interface WrittenSheet {
  readonly table: string;
  readonly sheet: string;
  /** Texts cut at the most characters a cell can hold. */
  readonly cutCells: number;
}

/** Rows of a sheet below its header (Excel specifications and limits). */
export const mostRows = 1_048_575;
/** Cells of a workbook: it is made in memory, at about half a kilobyte a cell. */
export const mostCells = 2_000_000;
/** Characters of a cell (Excel specifications and limits). */
const mostCharacters = 32_767;

/** Writes tables as the sheets of a workbook; UserError where they are more than a workbook holds. Same tables, same bytes. */
export async function writeWorkbookFile(sources: readonly SheetSource[], file: string): Promise<WrittenSheet[]> {
  requireRoom(sources);
  const names = sheetNames(sources.map(({ name }) => name));
  const written: WrittenSheet[] = [];
  const sheets: WriteSheet[] = [];
  for (const [index, source] of sources.entries()) {
    const sheet = names[index] ?? source.name;
    const { content, cutCells } = await readSheet(sheet, source);
    sheets.push(content);
    written.push({ table: source.name, sheet, cutCells });
  }
  writeFileSync(file, await writeXlsx({ sheets, properties: { creator: 'fieldreview', created: madeAt, modified: madeAt } }));
  return written;
}

/** No time of making: it would change the bytes. */
const madeAt = new Date(Date.UTC(2000, 0, 1));

function requireRoom(sources: readonly SheetSource[]): void {
  const long = sources.find(({ rows }) => rows > mostRows);
  if (long) {
    throw new UserError(
      `table ${long.name}: ${long.rows} rows, and a sheet of a workbook holds ${mostRows} below its header. Nothing was written. ${instead}`,
    );
  }
  const cells = sources.reduce((total, { rows, columns }) => total + rows * columns, 0);
  if (cells <= mostCells) return;
  const [largest] = [...sources].sort((one, other) => other.rows * other.columns - one.rows * one.columns);
  throw new UserError(
    `${cells} cells, the most of them in table ${largest?.name ?? ''} (${largest?.rows ?? 0} rows), and a workbook is written with up to ${mostCells}. Nothing was written. ${instead}`,
  );
}

const instead = 'Take --format csv, parquet or arrow for all rows, or name smaller tables with --table.';

async function readSheet(name: string, source: SheetSource): Promise<{ content: WriteSheet; cutCells: number }> {
  const rows: CellValue[][] = [];
  let columns: readonly Column[] = [];
  let cutCells = 0;
  const keep = (text: string): string => {
    if (text.length <= mostCharacters) return text;
    cutCells++;
    return `${text.slice(0, mostCharacters - 1)}…`;
  };
  for await (const chunk of source.chunks()) {
    columns = chunk.columns;
    const cells = chunk.columns.map((column) => workbookCells(column, keep));
    for (let row = 0; row < chunk.rows; row++) rows.push(cells.map((values) => values[row] ?? null));
  }
  return { content: sheetOf(name, columns, rows), cutCells };
}

function sheetOf(name: string, columns: readonly Column[], rows: readonly CellValue[][]): WriteSheet {
  const header = columns.map((column) => column.name);
  return {
    name,
    columns: columns.map((column, index) => columnDefinition(column, header[index] ?? '', rows.slice(0, measuredRows), index)),
    rows: [header, ...rows],
    cells: new Map(header.map((value, index) => [`0,${index}`, { value, style: headerStyle }])),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${colToLetter(Math.max(0, columns.length - 1))}${rows.length + 1}` },
  };
}

const headerStyle: CellStyle = { font: { bold: true } };
/** Rows that decide how wide a column is. */
const measuredRows = 500;

function columnDefinition({ kind }: Column, header: string, rows: readonly CellValue[][], index: number): ColumnDef {
  const numFmt = formats[kind];
  const values = [header, ...rows.map((row) => row[index] ?? null)];
  return {
    // The header needs room for the button of the filter.
    width: Math.max(
      calculateColumnWidth([header], { font: { bold: true } }) + 2,
      calculateColumnWidth(values, { maxWidth: 60, ...(numFmt ? { numFmt } : {}) }),
    ),
    ...(numFmt ? { numFmt } : {}),
  };
}

const formats: Partial<Record<Column['kind'], string>> = { date: 'yyyy-mm-dd', timestamp: 'yyyy-mm-dd hh:mm:ss' };

function workbookCells(column: Column, keep: (text: string) => string): readonly CellValue[] {
  switch (column.kind) {
    case 'text':
      return column.values.map((text) => (text === null ? null : keep(text)));
    case 'texts':
      return column.values.map((texts) => (texts === null ? null : keep(texts.map((text) => text ?? '').join(listSeparator))));
    case 'bigint':
      return column.values.map((value) => (value === null ? null : wholeCell(value)));
    case 'decimal':
      return column.values.map((value) => (value === null ? null : Number(decimalText(value, column.scale))));
    case 'double':
      return column.values.map((value) => (Number.isFinite(value) ? value : null));
    case 'date':
      return column.values.map((days) => (days === null ? null : new Date(days * 86_400_000)));
    case 'timestamp':
      return column.values.map((micros) => (micros === null ? null : new Date(Number(micros / 1000n))));
    default:
      return column.values;
  }
}

/** A cell keeps 15 digits; a longer number stays whole as text. */
function wholeCell(value: bigint): number | string {
  const digits = String(value).replace('-', '').length;
  return digits > 15 ? String(value) : Number(value);
}
