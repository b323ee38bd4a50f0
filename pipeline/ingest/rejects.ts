import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { writePieces } from '../file-pieces.js';
import { byteOrderMark, defusedCsvLines } from '../publish/defused-csv.js';
import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { noRow, type RowCheck, rowChecks } from './row-checks.js';

/** A validated table whose rejected rows are wanted. */
export interface RejectSource {
  /** File as shown to people, with the sheet of a workbook. */
  readonly file: string;
  readonly parquet: string;
  /** How many rows it has of them: a table without any is not opened. */
  readonly rejected: number;
}

export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  /** The code that counts. */
  readonly code: string;
  readonly codes: readonly string[];
  readonly columns: readonly string[];
  readonly message: string;
  /** Cells of the contract's columns as read, personal data masked; null for an absent cell. */
  readonly cells: readonly (string | null)[];
}

/** The rejected rows of one dataset, in the order of the sources and lines. */
export async function* rejectedRows(database: Database, contract: Contract, all: readonly RejectSource[]): AsyncGenerator<RejectedRow> {
  const sources = all.filter(({ rejected }) => rejected > 0);
  if (sources.length === 0) return;
  const checks = rowChecks(contract);
  const files = sources.map((source) => literal(source.parquet)).join(', ');
  const query = `select file_index::integer as file_index, line, faults::varchar as faults, raw_cells from read_parquet([${files}], hive_partitioning = false)
    where faults not in (0, ${noRow}) order by file_index, line`;
  for await (const batch of database.batches<{ file_index: number; line: number; faults: string; raw_cells: (string | null)[] }>(query)) {
    for (const row of batch) {
      const file = sources[row.file_index]?.file ?? '';
      const failed = checks.filter((_check, bit) => ((BigInt(row.faults) >> BigInt(bit)) & 1n) === 1n);
      yield { file, line: row.line, ...describeFaults(contract, failed, row.raw_cells, `${file}:${row.line}`), cells: row.raw_cells };
    }
  }
}

/** Writes one CSV of rejected rows; cells that a spreadsheet would take for a formula are defused. */
export async function writeRejects(
  database: Database,
  contract: Contract,
  sources: readonly RejectSource[],
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const header = ['file', 'line', 'code', 'all_codes', 'columns', 'message', ...contract.columns.map((column) => column.name)];
  await writePieces(join(folder, `${contract.dataset}.csv`), async (write) => {
    await write(byteOrderMark + defusedCsvLines([header]));
    for await (const row of rejectedRows(database, contract, sources)) {
      const cells = [row.file, row.line, row.code, row.codes.join(' '), row.columns.join(' '), row.message, ...row.cells];
      await write(defusedCsvLines([cells]));
    }
  });
}

function describeFaults(
  contract: Contract,
  failed: readonly RowCheck[],
  cells: readonly (string | null)[],
  place: string,
): Pick<RejectedRow, 'code' | 'codes' | 'columns' | 'message'> {
  const faults = failed.map((check) => describeFault(contract, check, cells));
  return {
    code: failed[0]?.code ?? '',
    codes: [...new Set(failed.map((check) => check.code))],
    columns: [...new Set(failed.map((check) => check.column).filter((column) => column !== ''))],
    message: `${place}: ${faults.join('; ')}. The row was left out; correct it in the export and load it again`,
  };
}

function describeFault(contract: Contract, check: RowCheck, cells: readonly (string | null)[]): string {
  const shown = (name: string): string => {
    const cell = cells[contract.columns.findIndex((column) => column.name === name)] ?? '';
    const characters = [...cell];
    return `column "${name}": "${characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : cell}"`;
  };
  switch (check.code) {
    case 'undecodable':
      return 'the row has bytes that are no text in the encoding of the file (a mapping can name another: encoding)';
    case 'ragged_row':
      return 'the row has another number of cells than the header, or quotes that are not closed';
    case 'missing_required':
      return `column "${check.column}" is required and empty`;
    case 'bad_type':
      return `${shown(check.column)} is not ${kindNames[columnOf(contract, check.column).kind]}`;
    case 'bad_enum':
      return `${shown(check.column)} is not an accepted value`;
    case 'out_of_range':
      return `${shown(check.column)} is out of range`;
    case 'time_order':
      return `${shown(check.column)} lies before ${shown(check.other ?? '')}`;
  }
}

const kindNames = {
  id: 'an identifier with all its digits',
  text: 'text',
  enum: 'an accepted value',
  boolean: 'an accepted value',
  time: 'a time',
  date: 'a date',
  integer: 'a whole number',
  money: 'an amount',
} as const;
