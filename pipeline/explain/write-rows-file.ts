import { UserError } from '../errors.js';
import { writeCsvFile } from '../publish/csv-file.js';
import type { Database } from '../warehouse/database.js';

/** Writes the rows of a query as CSV; cells that a spreadsheet would take for a formula are defused. Throws UserError where it cannot. */
export async function writeRowsFile(database: Database, sql: string, file: string): Promise<void> {
  try {
    await writeCsvFile(database.columnChunks(sql), file);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UserError(`${file}: the rows cannot be written (${error.message}). Give --rows the path of a file in a folder that exists.`);
  }
}
