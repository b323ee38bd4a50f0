import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../errors.js';
import { byteOrderMark, type CsvCell, defusedCsvLines } from '../publish/defused-csv.js';
import type { Database, Row } from '../warehouse/database.js';

/** Writes the rows of a query as CSV; cells that a spreadsheet would take for a formula are defused. Throws UserError where it cannot. */
export async function writeRowsFile(database: Database, sql: string, file: string): Promise<void> {
  try {
    const target = await open(file, 'w');
    await pipeline(Readable.from(csvTexts(database, sql)), target.createWriteStream());
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UserError(`${file}: the rows cannot be written (${error.message}). Give --rows the path of a file in a folder that exists.`);
  }
}

async function* csvTexts(database: Database, sql: string): AsyncGenerator<string> {
  const columns = await database.rows<{ column_name: string }>(`describe ${sql}`);
  yield byteOrderMark + defusedCsvLines([columns.map(({ column_name }) => column_name)]);
  for await (const rows of database.batches(sql))
    yield defusedCsvLines(rows.map((row) => columns.map(({ column_name }) => csvCell(row, column_name))));
}

function csvCell(row: Row, column: string): CsvCell {
  const cell = row[column] ?? null;
  return typeof cell === 'object' ? cell && JSON.stringify(cell) : cell;
}
