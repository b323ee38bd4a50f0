import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { computePeriod } from '../../pipeline/compute-period.js';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { generateExports } from '../../pipeline/generate/generate.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import { ingest } from '../../pipeline/ingest/ingest.js';
import { loadSettings } from '../../pipeline/ingest/load-settings.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import { stagingNames } from '../../pipeline/restate/fingerprint.js';
import { fingerprintSince } from '../../pipeline/restate/fingerprint-since.js';
import { fingerprintAt } from '../../pipeline/restate/recomputation.js';
import { ingestExports } from '../../pipeline/run-period.js';
import { type CatalogueEntry, readCatalogue } from '../../pipeline/warehouse/catalogue.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { sampleInputs } from '../restate/sample-inputs.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { bytesRead, isCounted } from './bytes-read.js';
import { type CountedStatement, countStatements } from './counted-statements.js';

const folder = temporaryFolder();
const all = join(folder, 'all');
const months = Array.from({ length: 9 }, (_unused, number) => `2026-${String(number + 2).padStart(2, '0')}`);
const newest = months.slice(-1);

interface NewMonth {
  readonly statements: readonly CountedStatement[];
  /** Bytes this process read; the fewest of two times, since it may read something else as well, such as code. */
  readonly bytes: number;
  /** Bytes of the exports below the input: of the newest month, and of those before. */
  readonly newSize: number;
  readonly oldSize: number;
  /** Of the whole load, which makes the warehouse anew from all that is stored. */
  readonly load: readonly CountedStatement[];
  /** Of looking for what the newest month moved in the one before, which was published. */
  readonly look: readonly CountedStatement[];
}

const lastPublished = {
  period: parsePeriod('2026-09'),
  time: { asOf: '2026-10-01 00:00:00', asOfWithOffset: '', isProvisional: false },
  calendar: loadCalendar(),
  policy: loadPolicy(),
  configuration: parseConfiguration('', 'fieldreview.yaml'),
};

/** Loads so many months, then reads and validates the newest beside them: its statements are counted, then its bytes, then a whole load. */
async function loadNewMonth(history: number): Promise<NewMonth> {
  const [input, out] = [join(folder, `input-${history}`), join(folder, `out-${history}`)];
  const old = months.slice(-1 - history, -1);
  mkdirSync(input);
  copyMonths(old, input);
  await ingestExports({ inputs: [input], out }, quietEffects);
  const published = await inWarehouse(out, async (database) => ({
    inputs: await inputsOf(database),
    fingerprint: await fingerprintAt(database, lastPublished),
  }));
  copyMonths(newest, input);
  const known = published.inputs.entries;
  const statements = await countStatements(() => readNew(input, known, join(folder, `counted-${history}`)));
  const bytes = Math.min(await bytesOf(input, known, `second-${history}`), await bytesOf(input, known, `third-${history}`));
  const load = await countStatements(() => ingestExports({ inputs: [input], out }, quietEffects));
  const look = await inWarehouse(out, async (database) => {
    const inputs = await inputsOf(database);
    await computePeriod(database, lastPublished, stagingNames(lastPublished.policy));
    return countStatements(() => fingerprintSince(database, lastPublished.policy, inputs, published));
  });
  return { statements, bytes, newSize: sizeOf(newest), oldSize: sizeOf(old), load, look };
}

/** What a load does before the warehouse is made anew. */
async function readNew(input: string, known: readonly CatalogueEntry[], workFolder: string): Promise<void> {
  const configuration = parseConfiguration('', 'fieldreview.yaml');
  const settings = loadSettings(configuration, cellReader(configuration, undefined));
  const database = await Database.open(':memory:', { threads: 1 });
  try {
    await addCellMacros(database, settings.reader);
    const { newTables } = await ingest(database, { inputs: [input], known, workFolder, settings });
    expect(newTables.map(({ entry }) => entry.path).sort()).toEqual(filesOf(newest));
  } finally {
    database.close();
  }
}

async function bytesOf(input: string, known: readonly CatalogueEntry[], name: string): Promise<number> {
  const before = isCounted ? bytesRead() : 0;
  await readNew(input, known, join(folder, name));
  return isCounted ? bytesRead() - before : 0;
}

async function inWarehouse<T>(out: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(join(out, 'warehouse.duckdb'), { threads: 1 });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

async function inputsOf(database: Database): Promise<FigureInputs> {
  return { ...sampleInputs(await readCatalogue(database)), time: lastPublished.time };
}

function filesOf(chosen: readonly string[]): string[] {
  return readdirSync(all)
    .filter((name) => /^(工单|工单流水|维修记录|lots)_/.test(name) && chosen.some((month) => name.endsWith(`_${month}.csv`)))
    .sort();
}

function copyMonths(chosen: readonly string[], input: string): void {
  for (const name of filesOf(chosen)) copyFileSync(join(all, name), join(input, name));
}

function sizeOf(chosen: readonly string[]): number {
  return filesOf(chosen).reduce((size, name) => size + statSync(join(all, name)).size, 0);
}

describe('reading and validating a new month', () => {
  let afterTwo: NewMonth;
  let afterEight: NewMonth;

  beforeAll(async () => {
    await generateExports({ out: all, tickets: 2250, months: 9, seed: 1, dirty: 0.005, lastMonth: '2026-10' }, quietEffects);
    [afterTwo, afterEight] = [await loadNewMonth(2), await loadNewMonth(8)];
  });

  test('scans the same rows after eight months as after two, and neither exports nor stored rows of before', () => {
    const rowsOf = ({ statements }: NewMonth) => statements.map(({ scanned, handled, bytes }) => ({ scanned, handled, bytes }));
    expect(rowsOf(afterEight)).toEqual(rowsOf(afterTwo));
    expect(rowsOf(afterEight).length).toBeGreaterThan(5);
    const before = months.slice(0, -1).map((month) => `_${month}.csv`);
    for (const { sql } of afterEight.statements) expect([...before, '/store/'].filter((name) => sql.includes(name))).toEqual([]);
  });

  test('makes the warehouse anew at a cost at most in proportion to what is stored', () => {
    const rowsOf = ({ load }: NewMonth) => load.reduce((sum, { scanned, handled }) => sum + scanned + handled, 0);
    const stored = ({ oldSize, newSize }: NewMonth) => oldSize + newSize;
    expect(rowsOf(afterEight) / rowsOf(afterTwo)).toBeLessThan((1.15 * stored(afterEight)) / stored(afterTwo));
  });

  test('is looked for in what was published before among its own rows, where it brings none of the published month', () => {
    const read = ({ look }: NewMonth) => look.filter(({ sql }) => /from "?stg_(tickets|events|repairs|lots)\b/.test(sql));
    expect(read(afterEight).length).toBe(4);
    for (const { sql } of read(afterEight)) expect(sql).toContain('file_index in (');
    const rowsOf = (month: NewMonth) => read(month).reduce((sum, { handled }) => sum + handled, 0);
    // What grows are the few keys that came again.
    expect(rowsOf(afterEight)).toBeLessThan(1.1 * rowsOf(afterTwo));
  });

  test.skipIf(!isCounted)(
    'reads as many bytes after eight months as after two, but for the hash of every export, which tells what is new',
    () => {
      const besidesHash = (month: NewMonth) => month.bytes - month.oldSize;
      expect(Math.abs(besidesHash(afterEight) - besidesHash(afterTwo))).toBeLessThan(50_000);
      // Small files: the beginning of each, looked at twice, is the whole of it (one-file.test.ts).
      expect(besidesHash(afterEight)).toBeLessThan(9 * afterEight.newSize);
    },
  );
});
