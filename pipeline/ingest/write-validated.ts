import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { noRow } from './row-checks.js';

export interface ValidatedFile {
  readonly path: string;
  readonly read: number;
  readonly rejected: number;
}

/** Writes the validated records of one source as Parquet and proves that the engine read every record of it. */
export async function writeValidated(
  database: Database,
  request: { query: string; target: string; expectedRecords: number },
): Promise<ValidatedFile> {
  const target = literal(request.target);
  await database.run(`copy (${request.query}) to ${target} (format parquet, compression zstd, compression_level 1)`);
  const counts = await database.row<{ records: number; read: number; rejected: number }>(
    `select count(*) as records, count(*) filter (faults <> ${noRow}) as read, count(*) filter (faults not in (0, ${noRow})) as rejected
    from read_parquet(${target})`,
  );
  if (counts.records !== request.expectedRecords) throw new UnprovenRead(request.expectedRecords, counts.records);
  return { path: request.target, read: counts.read, rejected: counts.rejected };
}

/** The engine read another number of records than the independent scan counted. */
export class UnprovenRead extends Error {
  constructor(counted: number, read: number) {
    super(`${counted} records were counted, ${read} read`);
  }
}
