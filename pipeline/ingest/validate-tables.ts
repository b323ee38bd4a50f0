import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { smallTable } from './plain-text.js';
import type { PreparedTable } from './prepared-table.js';
import { filteredMark, noRow } from './row-checks.js';
import { batchRawRowsQueries, batchValidationQuery, type ValidationPlan, validationQuery } from './validation-sql.js';

/** Tables in one query; planning grows with them. */
const mostTables = 32;

export interface TableToValidate {
  readonly table: PreparedTable;
  /** Parquet file to write. */
  readonly target: string;
}

export interface ValidatedTable {
  readonly read: number;
  readonly rejected: number;
  /** Rows that the filters of a mapping left out; they are not among those read. */
  readonly filtered: number;
}

/**
 * Validates one of `tableBatches` and writes the records of each table as Parquet, in the order given. Throws UnprovenRead when the
 * engine arrives at another number of records than was counted.
 */
export async function validateBatch(database: Database, batch: readonly TableToValidate[]): Promise<Map<PreparedTable, ValidatedTable>> {
  const counts = batch.length === 1 ? await validateAlone(database, batch) : await validateTogether(database, batch);
  return new Map(batch.map(({ table }, index) => [table, proven(table, counts[index])]));
}

export function isSmall(table: PreparedTable): boolean {
  return table.bytes <= smallTable;
}

/** The engine read another number of records than the independent scan counted. */
class UnprovenRead extends Error {}

interface Counts extends ValidatedTable {
  readonly records: number;
}

const countColumns = `count(*) as records, count(*) filter (faults <> ${noRow}) as read, count(*) filter (faults <> 0 and faults <> ${noRow}) as rejected,
  count(*) filter (faults = ${noRow} and warnings = ${filteredMark}) as filtered`;
const parquetOptions = 'format parquet, compression zstd, compression_level 1';

async function validateAlone(database: Database, batch: readonly TableToValidate[]): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const { table, target } of batch) {
    await database.run(`copy (${validationQuery(table.plan)}) to ${literal(target)} (${parquetOptions})`);
    counts.push(await database.row<Counts>(`select ${countColumns} from read_parquet(${literal(target)})`));
  }
  return counts;
}

async function validateTogether(database: Database, batch: readonly TableToValidate[]): Promise<Counts[]> {
  await makeValidated(
    database,
    batch.map(({ table }) => table.plan),
  );
  const rows = await database.rows<Counts & { table_no: number }>(`select table_no, ${countColumns} from validated group by table_no`);
  for (const [number, { target }] of batch.entries()) {
    // Rows lie in the order of their file: the engine keeps it.
    await database.run(
      `copy (select * exclude (table_no) from validated where table_no = ${number}) to ${literal(target)} (${parquetOptions})`,
    );
  }
  await database.run('drop table validated');
  return batch.map((_table, number) => rows.find((row) => row.table_no === number) ?? { records: 0, read: 0, rejected: 0, filtered: 0 });
}

/** Makes the table `validated` of the tables of a batch. */
async function makeValidated(database: Database, plans: readonly ValidationPlan[]): Promise<void> {
  const [first = '', ...others] = batchRawRowsQueries(plans);
  if (others.length === 0) {
    await database.run(`create or replace temp table validated as ${batchValidationQuery(plans, first)}`);
    return;
  }
  await database.run(`create or replace temp table raw_rows as ${[first, ...others].map((query) => `(${query})`).join('\nunion all\n')}`);
  await database.run(`create or replace temp table validated as ${batchValidationQuery(plans, 'from raw_rows')}`);
  await database.run('drop table raw_rows');
}

function proven(table: PreparedTable, counts: Counts | undefined): ValidatedTable {
  if (counts?.records !== table.records)
    throw new UnprovenRead(`${table.records} records were counted, ${counts?.records} read: ${table.plan.source}`);
  return { read: counts.read, rejected: counts.rejected, filtered: counts.filtered };
}

/** Small tables of one dataset and kind together, large ones alone. */
export function tableBatches<Table extends TableToValidate>(tables: readonly Table[]): Table[][] {
  const open = new Map<string, Table[]>();
  const all: Table[][] = [];
  for (const each of tables) {
    const { plan } = each.table;
    const key = `${plan.contract.dataset} ${plan.isWorkbook}`;
    const batch = isSmall(each.table) ? open.get(key) : undefined;
    if (batch && batch.length < mostTables) {
      batch.push(each);
      continue;
    }
    const started = [each];
    all.push(started);
    if (isSmall(each.table)) open.set(key, started);
  }
  return all;
}
