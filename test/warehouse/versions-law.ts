import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../pipeline/warehouse/database.js';
import { csv, withWarehouse } from './with-warehouse.js';

interface Version {
  readonly key: string;
  readonly value: string;
  readonly phone: string;
  readonly isBad: boolean;
}

/** Files in export order, as lists of versions. */
type Files = readonly (readonly Version[])[];

interface Outcome {
  /** read, loaded, rejected, duplicate, superseded of each file. */
  readonly accounts: readonly (readonly number[])[];
  /** Kept rows in their order: key, value, file, line. */
  readonly kept: readonly (readonly (string | number)[])[];
  readonly newerRejected: number;
}

/** The engine keeps and counts what a walk through the versions, one after the other, keeps and counts (domain.md § 1). */
export async function expectVersionsWalked(size: { runs: number; seed?: number }): Promise<void> {
  const version = fc.record({
    key: fc.constantFrom('T-1', 'T-2', 'T-3'),
    value: fc.constantFrom('甲', '乙'),
    phone: fc.constantFrom('', '13800000001'),
    isBad: fc.constantFrom(false, false, false, true),
  });
  const property = fc.asyncProperty(fc.array(fc.array(version, { maxLength: 7 }), { minLength: 1, maxLength: 4 }), async (files) => {
    const named = Object.fromEntries(files.map((rows, index) => [`tickets_2026-1${index}.csv`.replace('-13', '-12-01'), fileOf(rows)]));
    expect(await withWarehouse(named, outcomeOf)).toEqual(walk(files));
  });
  await fc.assert(property, { numRuns: size.runs, ...(size.seed === undefined ? {} : { seed: size.seed }) });
}

function fileOf(rows: readonly Version[]): string {
  return csv(
    '工单号,问题类型,受理时间,问题描述,联系电话',
    ...rows.map(({ key, value, phone, isBad }) => `${key},${isBad ? '?' : '物流'},2026-10-01,${value},${phone}`),
  );
}

async function outcomeOf(database: Database): Promise<Outcome> {
  const values = async (sql: string): Promise<(string | number)[][]> =>
    (await database.rows<Record<string, string | number>>(sql)).map(Object.values);
  return {
    accounts: (await values(
      'select read, loaded, rejected, duplicate, superseded from file_accounting order by file_number',
    )) as number[][],
    kept: await values('select ticket_id, issue, file_index, line from raw_tickets order by row_order'),
    newerRejected: Number(
      (await values(`select coalesce(sum(count), 0)::bigint from warnings where code = 'newer_version_rejected'`))[0]?.[0],
    ),
  };
}

interface Standing {
  readonly value: string;
  /** Where the version that counts as loaded stands, and where the last equal to it does. */
  readonly loadedIn: number;
  readonly place: readonly [file: number, line: number];
}

function walk(files: Files): Outcome {
  const accounts = files.map((rows) => [rows.length, 0, 0, 0, 0]);
  const standing = new Map<string, Standing>();
  let newerRejected = 0;
  for (const [file, rows] of files.entries()) {
    for (const [index, { key, value, isBad }] of rows.entries()) {
      const before = standing.get(key);
      const place = [file, index + 2] as const;
      if (isBad) {
        add(accounts, file, 2);
        if (before) newerRejected++;
      } else if (before?.value === value) {
        add(accounts, file, 3);
        standing.set(key, { ...before, place });
      } else {
        if (before) add(accounts, before.loadedIn, 4);
        standing.set(key, { value, loadedIn: file, place });
      }
    }
  }
  // A map keeps its keys in the order of their first version.
  for (const { loadedIn } of standing.values()) add(accounts, loadedIn, 1);
  return { accounts, kept: [...standing].map(([key, { value, place }]) => [key, value, ...place]), newerRejected };
}

function add(accounts: number[][], file: number, column: number): void {
  const account = accounts[file];
  if (account) account[column] = (account[column] ?? 0) + 1;
}
