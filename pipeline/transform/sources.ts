import type { Column, Contract } from '../contracts/contract.js';
import { contractOf, contracts } from '../contracts/index.js';

/** SQL type of a contract column in the warehouse. */
export const sqlTypes: Record<Column['kind'], string> = {
  id: 'varchar',
  text: 'varchar',
  enum: 'varchar',
  boolean: 'boolean',
  time: 'timestamp',
  date: 'date',
  integer: 'bigint',
  money: 'decimal(18,4)',
};

/** How exact a time cell was written: `<column>_precision` beside each time column. */
export const precisions = { second: 0, minute: 1, day: 2 } as const;

/**
 * Columns of `raw_<dataset>`: one row per key, its last valid version. All contract columns in order (personal ones
 * as pseudonyms or null), a precision per time column, then the place of the row.
 */
export function rawColumns(contract: Contract): { name: string; type: string }[] {
  return [
    ...contract.columns.map((column) => ({ name: column.name, type: sqlTypes[column.kind] })),
    ...contract.columns
      .filter((column) => column.kind === 'time')
      .map((column) => ({ name: `${column.name}_precision`, type: 'utinyint' })),
    // Place in export order (of the key's first version); unique in its dataset.
    { name: 'row_order', type: 'bigint' },
    // Number of the file in export order, and the line the row stands in.
    { name: 'file_index', type: 'bigint' },
    { name: 'line', type: 'bigint' },
  ];
}

const actions = contractOf('actions');

/**
 * Relations about actions beside `raw_actions`: every valid version the exports hold, which of them is the newest, and what
 * the living register adds (pipeline/register/register-tables.ts).
 */
export const actionSources: Record<string, string> = {
  raw_action_versions: 'action_id varchar, opened_on date, due_on date, file_index bigint, line bigint',
  // One row: the place in export order of the newest actions export, also of one without rows.
  raw_newest_actions: 'newest_file_index bigint',
  // The columns of the contract, then: somebody edited the row, so it counts instead of the exports' one; deleted it; an
  // export lists or listed it; it counted as an action in an earlier run; the due date when the register took over, and how often it was moved there since.
  raw_register: `${columnsOf(actions)}, is_edited boolean, is_deleted boolean, is_exported boolean, was_action boolean,
    base_due_on date, due_moves integer`,
  // Actions the register knew before this run: none of them may vanish.
  register_before: 'action_id varchar',
};

/** Definitions of the tables the models read besides `raw_<dataset>`; filled before the models run. */
export const parameterTables: Record<string, string> = {
  // One row: what this report is about and the configured limits.
  parameters: `period varchar, period_kind varchar, period_start timestamp, as_of timestamp, is_provisional boolean,
    home_province varchar, warranty_months integer, defect_threshold decimal(9,6), is_threshold_inclusive boolean,
    is_full_register boolean`,
  // 0 = the reported period, 1 = the one before, … 13; half-open [starts_at, ends_at), ends_at of period 0 is as_of.
  periods: 'periods_back integer, period varchar, starts_at timestamp, ends_at timestamp',
  // Catch-all fault codes that never repeat (D6) and are never tested (§ 7).
  catch_all_codes: 'fault_code varchar',
  // Keywords of comment topics.
  topic_keywords: 'topic varchar, keyword varchar',
};

/** `create table` statements of every source, empty. */
export function emptySources(): string[] {
  return [
    ...contracts.map((contract) => createTable(`raw_${contract.dataset}`, columnList(contract))),
    ...Object.entries({ ...actionSources, ...parameterTables }).map(([name, columns]) => createTable(name, columns)),
  ];
}

function columnsOf(contract: Contract): string {
  return contract.columns.map((column) => `${column.name} ${sqlTypes[column.kind]}`).join(', ');
}

function columnList(contract: Contract): string {
  return rawColumns(contract)
    .map((column) => `${column.name} ${column.type}`)
    .join(', ');
}

export function createTable(name: string, columns: string): string {
  return `create or replace table ${name} (${columns})`;
}
