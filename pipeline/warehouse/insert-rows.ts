import type { Database } from './database.js';
import { identifier, literal } from './sql-text.js';

/** One row by column: whatever is no number, boolean or list of texts is a text (`2026-10-03`). */
export type InsertedRow = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** Rows that reach the engine at a time: enough that a statement costs little beside them, few enough to weigh nothing in memory. */
const rowsAtOnce = 2000;

/** Adds rows to a table, in order; a column that a row lacks becomes null. Throws where a value does not fit its column. */
export async function insertRows(database: Database, table: string, rows: readonly InsertedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const described = await database.rows<{ column_name: string; column_type: string }>(`describe ${identifier(table)}`);
  const columns = described.map(({ column_name }) => column_name);
  // JSON is handed over as the text it is.
  const types = described.map(({ column_name, column_type }) => [column_name, column_type === 'JSON' ? 'VARCHAR' : column_type]);
  const cells = columns.map((column) => `row.${identifier(column)}`).join(', ');
  // As one document: the engine binds and casts every cell of a list of values on its own, at twenty times the processor time.
  const shape = literal(JSON.stringify([Object.fromEntries(types)]));
  const insert = `insert into ${identifier(table)} select ${cells} from (select unnest(from_json_strict($rows, ${shape})) as row)`;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const whole = rows
      .slice(start, start + rowsAtOnce)
      .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
    await database.run(insert, { rows: JSON.stringify(whole) });
  }
}
