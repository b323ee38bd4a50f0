import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Column, ColumnChunk } from '../warehouse/column-chunks.js';
import { byteOrderMark, type CsvCell, defusedCsvLines } from './defused-csv.js';
import { decimalText, isoDate, isoTime } from './exact-text.js';

/** Between the texts of a list that share a cell. */
export const listSeparator = '; ';

/** Writes a table as CSV in UTF-8 with a byte order mark, text defused; returns how many rows it has. */
export async function writeCsvFile(chunks: AsyncIterable<ColumnChunk>, file: string): Promise<number> {
  const output = createWriteStream(file);
  let rows = 0;
  for await (const chunk of chunks) {
    if (rows === 0) output.write(byteOrderMark + defusedCsvLines([chunk.columns.map(({ name }) => name)]));
    rows += chunk.rows;
    if (!output.write(defusedCsvLines(rowsOf(chunk)))) await once(output, 'drain');
  }
  output.end();
  await once(output, 'finish');
  return rows;
}

function rowsOf(chunk: ColumnChunk): CsvCell[][] {
  const columns = chunk.columns.map(csvCells);
  return Array.from({ length: chunk.rows }, (_, row) => columns.map((cells) => cells[row] ?? null));
}

/** Times are local, as in figures.json. */
function csvCells(column: Column): readonly CsvCell[] {
  switch (column.kind) {
    case 'double':
      return column.values.map((value) => (Number.isFinite(value) ? value : null));
    case 'decimal':
      return column.values.map((value) => (value === null ? null : { number: decimalText(value, column.scale) }));
    case 'date':
      return column.values.map((days) => (days === null ? null : isoDate(days)));
    case 'timestamp':
      return column.values.map((micros) => (micros === null ? null : isoTime(micros)));
    case 'texts':
      return column.values.map((texts) => texts?.map((text) => text ?? '').join(listSeparator) ?? null);
    default:
      return column.values;
  }
}
