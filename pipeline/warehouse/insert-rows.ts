import type { Database } from './database.js';
import { identifier, literal } from './sql-text.js';

/** One row by column: whatever is no number, boolean or list of texts is a text (`2026-10-03`). */
export type InsertedRow = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** Rows that reach the engine at a time: enough that a statement costs little beside them, few enough to weigh nothing in memory. */
const rowsAtOnce = 2000;

/** Adds rows to a table, in order; a column that a row lacks becomes null. Throws where a value does not fit its column. */
export async function insertRows(database: Database, table: string, rows: readonly InsertedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = await database.rows<TableColumn>(`describe ${identifier(table)}`);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await insertAtOnce(database, table, columns, rows.slice(start, start + rowsAtOnce));
  }
}

interface TableColumn {
  readonly column_name: string;
  readonly column_type: string;
}

async function insertAtOnce(
  database: Database,
  table: string,
  columns: readonly TableColumn[],
  rows: readonly InsertedRow[],
): Promise<void> {
  // Of many tables most columns are blank; the first one says how many rows there are.
  const filled = columns.filter(({ column_name }, position) => position === 0 || rows.some((row) => (row[column_name] ?? null) !== null));
  const names = filled.map(({ column_name }) => column_name);
  // JSON is handed over as the text it is.
  const types = filled.map(({ column_name, column_type }) => [column_name, [column_type === 'JSON' ? 'VARCHAR' : column_type]]);
  const shape = literal(JSON.stringify(Object.fromEntries(types)));
  const cells = names.map((name) => `unnest(read.${identifier(name)})`).join(', ');
  // As one document: the engine binds and casts every cell of a list of values on its own, at twenty times the processor time. Column by
  // column, as it looks up the name of every cell otherwise, at twice the time.
  await database.run(
    `insert into ${identifier(table)} (${names.map(identifier).join(', ')}) select ${cells} from (select from_json_strict($rows, ${shape}) as read)`,
    { rows: JSON.stringify(Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]))) },
  );
}
