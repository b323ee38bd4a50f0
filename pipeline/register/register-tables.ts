import { contractOf } from '../contracts/index.js';
import { actionSources, createTable } from '../transform/sources.js';
import type { Database } from '../warehouse/database.js';
import { type InsertedRow, insertRows } from '../warehouse/insert-rows.js';
import { literal } from '../warehouse/sql-text.js';
import { maskedStaff } from '../warehouse/versions-sql.js';
import { packRegister, unpackRegister } from './register-document.js';
import { type Cells, emptyRegister, filledCells, type RegisterRow, type RegisterState, type SeenRow } from './register-state.js';

const { columns } = contractOf('actions');

/** What the exports say of one action, and the file that says it. */
export interface ExportedAction {
  readonly cells: Cells;
  readonly file: string;
}

/** Fills the tables through which the models see the register. Names of staff are masked where the configuration asks. */
export async function fillRegisterTables(
  database: Database,
  rows: readonly SeenRow[],
  before: readonly SeenRow[],
  staff: 'show' | 'mask',
): Promise<void> {
  await database.run(createTable('raw_register', actionSources.raw_register ?? ''));
  await insertRows(database, 'raw_register', rows.map(rowOf));
  if (staff === 'mask') await maskStaff(database);
  await database.run(createTable('register_before', actionSources.register_before ?? ''));
  const known = before.filter((row) => row.is_edited || row.is_exported);
  await insertRows(
    database,
    'register_before',
    known.map(({ action_id }) => ({ action_id })),
  );
}

/** Keeps the state in a warehouse, for the next run. */
export async function writeRegisterState(database: Database, state: RegisterState): Promise<void> {
  // Not within the statement, which the engine would read letter by letter.
  await database.run(
    'create or replace table register_state as select $state::varchar as state, $written_before::varchar as written_before',
    {
      ...packRegister(state),
    },
  );
}

/**
 * The state an attached warehouse keeps; one made before there was a register keeps none. `left`: sha256 of the workbook that the last
 * publication could not put in place; the one before it is then what was last written.
 */
export async function readRegisterState(database: Database, catalog: string, left: string | null): Promise<RegisterState> {
  const { tables } = await database.row<{ tables: number }>(
    `select count(*) as tables from duckdb_tables() where database_name = ${literal(catalog)} and table_name = 'register_state'`,
  );
  if (tables === 0) return emptyRegister;
  // Earlier versions kept one document alone.
  const wanted = left === null ? 'state' : '*';
  const { state, written_before = null } = await database.row<{ state: string; written_before?: string | null }>(
    `select ${wanted} from ${catalog}.main.register_state`,
  );
  const register = unpackRegister({ state, written_before });
  if (left === null || left !== register.written?.sha256) return register;
  return { ...register, written: register.written_before, written_before: null };
}

/** What the exports say of each action now: its last valid version. */
export async function readExportedActions(database: Database): Promise<Map<string, ExportedAction>> {
  const texts = columns.map(({ name }) => `actions.${name}::varchar as ${name}`).join(', ');
  const rows = await database.rows<Record<string, string | null>>(
    `with numbered as (
      select path, row_number() over (order by file_number) - 1 as file_index from files where dataset = 'actions'
    )
    select ${texts}, numbered.path as exported_by from raw_actions as actions join numbered using (file_index)`,
  );
  return new Map(rows.map(({ exported_by, ...cells }) => [cells.action_id ?? '', { cells: filledCells(cells), file: exported_by ?? '' }]));
}

/** The rows with those that count as actions marked: they do so from then on (domain.md § 8 A2). */
export async function markActions(database: Database, rows: readonly RegisterRow[]): Promise<RegisterRow[]> {
  const counted = await database.rows<{ action_id: string }>('select action_id from stg_register where is_action');
  const ids = new Set(counted.map(({ action_id }) => action_id));
  return rows.map((row) => (row.was_action || !ids.has(row.action_id) ? row : { ...row, was_action: true }));
}

/** Names of staff as the models see them, by action. */
export async function readShownStaff(database: Database): Promise<Map<string, Cells>> {
  const rows = await database.rows<Record<string, string | null>>(`select action_id, ${staffColumns().join(', ')} from raw_register`);
  return new Map(rows.map((row) => [row.action_id ?? '', filledCells(row)]));
}

export function staffColumns(): string[] {
  return columns.filter((column) => column.staff).map(({ name }) => name);
}

function rowOf({ cells, action_id, is_edited, is_deleted, is_exported, was_action, base_due_on, due_moves }: SeenRow): InsertedRow {
  return { ...cells, action_id, is_edited, is_deleted, is_exported, was_action, base_due_on, due_moves };
}

/** What the exports brought is masked already. */
async function maskStaff(database: Database): Promise<void> {
  for (const name of staffColumns()) {
    await database.run(`update raw_register set ${name} = ${maskedStaff(name)} where not regexp_full_match(${name}, '.\\*[0-9a-f]{3}')`);
  }
}
