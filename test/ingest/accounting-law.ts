import fc from 'fast-check';
import { expect } from 'vitest';
import { contractOf } from '../../pipeline/contracts/index.js';
import type { NewTable } from '../../pipeline/ingest/load-files.js';
import { rejectedRows } from '../../pipeline/ingest/rejects.js';
import { noRow } from '../../pipeline/ingest/row-checks.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { openFolderLoader } from './ingest-folder.js';
import { type FileTruth, type MadeFile, type RowTruth, randomFile } from './random-file.js';

export interface AccountingRun {
  readonly folders: number;
  readonly filesEach: number;
  /** Characters of the longest cells. */
  readonly longest: number;
  readonly seed?: number;
}

/** Files of every kind: what is read, rejected (by code) and skipped is exact, and so are lines and cells. */
export async function expectExactAccounts({ folders, filesEach, longest, seed }: AccountingRun): Promise<void> {
  const loader = await openFolderLoader();
  try {
    const property = fc.asyncProperty(fc.array(randomFile(longest), { minLength: 1, maxLength: filesEach, size: 'max' }), async (files) => {
      const folder = Object.fromEntries(files.map(({ bytes }, number) => [nameOf(number), bytes]));
      const accounts = await loader.load(folder, async ({ newTables, badFiles }, database) => {
        expect(badFiles).toEqual([]);
        const found: FileTruth[] = [];
        for (const number of files.keys()) found.push(await accountOf(database, newTables, nameOf(number)));
        return found;
      });
      expect(accounts).toEqual(files.map((file: MadeFile) => file.truth));
    });
    await fc.assert(property, { numRuns: folders, ...(seed === undefined ? {} : { seed }) });
  } finally {
    loader.close();
  }
}

function nameOf(number: number): string {
  return `工单流水-${number}.csv`;
}

/** What was made of a table, in the words of its truth. */
async function accountOf(database: Database, tables: readonly NewTable[], name: string): Promise<FileTruth> {
  const found = tables.find(({ entry }) => entry.path === name);
  if (!found) throw new Error(`${name} gave no table`);
  const { entry, parquet } = found;
  const codes = new Map<number, string>();
  for await (const row of rejectedRows(database, contractOf('events'), [{ file: 'f', parquet, rejected: 1 }]))
    codes.set(row.line, row.code);
  const records = await database.rows<Omit<RowTruth, 'code'>>(
    `select line, case when faults = 0 then ticket_id end as ticket_id, case when faults = 0 then note end as note
    from read_parquet(${literal(parquet)}, file_row_number = true) where faults <> ${noRow} order by file_row_number`,
  );
  const rows = records.map(({ line, ticket_id, note }) => ({ line, code: codes.get(line) ?? '', ticket_id, note }));
  expect([entry.read, entry.rejected]).toEqual([rows.length, codes.size]);
  const { encoding, delimiter, read, skipped_lines } = entry;
  return { encoding, delimiter, skippedLines: skipped_lines, rows, records: read + skipped_lines + 1 };
}
