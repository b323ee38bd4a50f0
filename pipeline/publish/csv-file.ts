import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Column, ColumnChunk } from '../warehouse/column-chunks.js';
import { byteOrderMark, type CsvCell, defusedCsvLines } from './defused-csv.js';
import { decimalText, isoDate, isoTime } from './exact-text.js';

/** Between the texts of a list that share a cell. */
export const listSeparator = '; ';

/** Writes a table as CSV in UTF-8 with a byte order mark, text defused; returns how many rows it has. */
export async function writeCsvFile(chunks: AsyncIterable<ColumnChunk>, file: string): Promise<number> {
  let rows = 0;
  const texts = async function* (): AsyncGenerator<string> {
    for await (const chunk of chunks) {
      if (rows === 0) yield byteOrderMark + defusedCsvLines([chunk.columns.map(({ name }) => name)]);
      rows += chunk.rows;
      yield defusedCsvLines(rowsOf(chunk));
    }
  };
  // Opened first: where it cannot be, nothing is read.
  const target = await open(file, 'w');
  await pipeline(Readable.from(texts()), target.createWriteStream());
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
