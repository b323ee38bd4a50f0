import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { contractOf } from '../../pipeline/contracts/index.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import type { LoadedTable } from '../../pipeline/ingest/load-file.js';
import { type LoadSettings, loadSettings } from '../../pipeline/ingest/load-settings.js';
import { loadText } from '../../pipeline/ingest/load-text.js';
import { rejectedRows } from '../../pipeline/ingest/rejects.js';
import { noRow } from '../../pipeline/ingest/row-checks.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { type FileTruth, type RowTruth, randomFile } from './random-file.js';

/** A database that loads texts into a folder of its own. */
export interface TextLoader {
  readonly load: (bytes: Uint8Array, baseName: string) => Promise<LoadedTable>;
  readonly database: Database;
  readonly close: () => void;
}

export async function openTextLoader(yaml = ''): Promise<TextLoader> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
  const configuration = parseConfiguration(yaml, 'fieldreview.yaml');
  const settings: LoadSettings = loadSettings(configuration, cellReader(configuration, undefined));
  const database = await Database.open(':memory:', { threads: 1 });
  await addCellMacros(database, settings.reader);
  return {
    database,
    load: async (bytes, baseName) => {
      const path = join(folder, baseName);
      writeFileSync(path, bytes);
      return loadText({ database, path, baseName, folder, settings });
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Files of every kind: what is read, rejected (by code) and skipped is exact, and so are lines and cells. */
export async function expectExactAccounts(size: { files: number; longest: number; seed?: number }): Promise<void> {
  const loader = await openTextLoader();
  try {
    const property = fc.asyncProperty(randomFile(size.longest), async ({ bytes, truth }) => {
      const table = await loader.load(bytes, '工单流水.csv');
      expect(await accountOf(loader.database, table)).toEqual(truth);
    });
    await fc.assert(property, { numRuns: size.files, ...(size.seed === undefined ? {} : { seed: size.seed }) });
  } finally {
    loader.close();
  }
}

/** What was made of a table, in the words of its truth. */
async function accountOf(database: Database, table: LoadedTable): Promise<FileTruth> {
  const codes = new Map<number, string>();
  for await (const row of rejectedRows(database, contractOf('events'), [{ file: 'f', parquet: table.parquet }])) codes.set(row.line, row.code);
  const records = await database.rows<Omit<RowTruth, 'code'>>(
    `select line, case when faults = 0 then ticket_id end as ticket_id, case when faults = 0 then note end as note
    from read_parquet(${literal(table.parquet)}) where faults <> ${noRow} order by file_row_number`,
  );
  const rows = records.map((row) => ({ ...row, code: codes.get(row.line) ?? '' }));
  expect(table.read).toBe(rows.length);
  expect(table.rejected).toBe(codes.size);
  return {
    encoding: table.encoding,
    delimiter: table.delimiter,
    skippedLines: table.skippedLines,
    rows,
    records: table.read + table.skippedLines + 1,
  };
}
