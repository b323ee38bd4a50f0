import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { generateExports } from '../../pipeline/generate/generate.js';
import type { GenerateOptions } from '../../pipeline/generate/plan.js';
import type { Truth } from '../../pipeline/generate/truth.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { ingestExports, runPeriod } from '../../pipeline/run-period.js';
import type { RunSummary } from '../../pipeline/run-summary.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { quietEffects, readFigures, temporaryFolder } from '../run/example.js';

const size: Omit<GenerateOptions, 'out'> = { tickets: 1750, months: 7, seed: 5, dirty: 0, lastMonth: '2026-10' };

/** Whole rows of figures.json, as far as a test looks at them. */
interface Tables {
  readonly defects: readonly { group_id: string; class: string; confidence: string; affected: number; denominator: number }[];
  readonly emerging: readonly { model: string; fault_code: string; flagged: boolean }[];
}

describe('what was planted is in the report', () => {
  const input = temporaryFolder();
  const out = temporaryFolder();
  let truth: Truth;
  let loaded: RunSummary;

  beforeAll(async () => {
    ({ truth } = await generateExports({ ...size, out: input }, quietEffects));
    loaded = await runPeriod({ period: '2026-10', inputs: [input], out, locale: 'zh-CN' }, quietEffects);
  });

  const tables = (): Tables => readFigures(out, '2026-10').tables as unknown as Tables;
  const figures = (): Map<string, number | null> => new Map(readFigures(out, '2026-10').figures.map(({ id, value }) => [id, value]));

  test('the summary is that of the file', () => {
    expect(JSON.parse(readFileSync(join(input, 'truth.json'), 'utf8'))).toEqual(truth);
  });

  test('every row is accounted for as truth.json says, and truth.json disturbs nothing', () => {
    expect(accountsOf(loaded)).toEqual(truth.accounting);
    expect(loaded.ignored_files).toEqual(['truth.json']);
    expect([loaded.unrecognised, loaded.bad_files]).toEqual([[], []]);
    expect(truth.accounting.tickets?.loaded).toBe(size.tickets);
  });

  test('the lots and the slip are classed batch, unit by unit, and confirmed', () => {
    const found = tables().defects.filter((group) => group.class === 'batch');
    const planted = [
      ...truth.planted.batch_lots.map(({ group_id, affected, units }) => ({ group_id, affected, denominator: units })),
      ...truth.planted.batch_slips.map((slip) => ({
        group_id: slip.group_id,
        affected: slip.nonconforming_qty,
        denominator: slip.inspected_qty,
      })),
    ];
    expect(found).toHaveLength(planted.length);
    for (const group of planted) expect(found).toContainEqual(expect.objectContaining({ ...group, confidence: 'confirmed' }));
  });

  test('the slow team is the worst by far', () => {
    const { team, clock } = truth.planted.slow_team;
    const compliance = [...figures()].filter(([id]) => id.startsWith(`sla.${clock}.compliance[team=`));
    const others = compliance.filter(([id]) => !id.endsWith(`[team=${team}]`)).map(([, value]) => value);
    expect(others).toHaveLength(4);
    expect(figures().get(`sla.${clock}.compliance[team=${team}]`)).toBeLessThan(0.65);
    for (const value of others) expect(value).toBeGreaterThan(0.8);
  });

  test('the emerging pairs are flagged', () => {
    expect(truth.planted.emerging).toHaveLength(2);
    for (const { model, fault_code } of truth.planted.emerging)
      expect(tables().emerging).toContainEqual(expect.objectContaining({ model, fault_code, flagged: true }));
  });

  test('the fix that works is effective, the one that does not is not', async () => {
    const database = await Database.open(':memory:', { threads: 1 });
    const results = join(out, '2026-10', 'tables', 'action_effectiveness.parquet');
    const verdicts = new Map(
      (await database.rows<{ action_id: string; verdict: string }>(`select action_id, verdict from read_parquet(${literal(results)})`)).map(
        ({ action_id, verdict }) => [action_id, verdict],
      ),
    );
    database.close();
    expect([...verdicts.keys()].sort()).toEqual(truth.planted.actions.map(({ action_id }) => action_id));
    const decided = truth.planted.actions.filter(({ verdict }) => verdict !== null);
    expect(decided.map(({ effect }) => effect)).toEqual(['works', 'worsens']);
    for (const { action_id, verdict } of decided) expect(verdicts.get(action_id)).toBe(verdict);
  });
});

describe('faulty rows', () => {
  const input = temporaryFolder();
  const out = temporaryFolder();
  let truth: Truth;
  let loaded: RunSummary;

  beforeAll(async () => {
    ({ truth } = await generateExports({ ...size, out: input, dirty: 0.05 }, quietEffects));
    loaded = await ingestExports({ inputs: [input], out }, quietEffects);
  });

  test('are accounted for to the row', () => {
    expect(accountsOf(loaded)).toEqual(truth.accounting);
  });

  test('are rejected for what was done to them', () => {
    const found = contracts.map(({ dataset }) => [dataset, rejectionsIn(join(out, 'rejects', `${dataset}.csv`))]);
    const planted = Object.entries(truth.faulty_rows).map(([dataset, kinds]) => {
      const { duplicate: _duplicate, older_version: _older, ...rejected } = kinds;
      return [dataset, rejected];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(planted));
  });

  test('are of every kind', () => {
    const kinds = new Set(Object.values(truth.faulty_rows).flatMap((counts) => Object.keys(counts)));
    expect([...kinds].sort()).toEqual(
      ['bad_enum', 'bad_type', 'duplicate', 'missing_required', 'older_version', 'out_of_range', 'ragged_row', 'time_order'].sort(),
    );
  });
});

describe('the same seed gives the same bytes', () => {
  const one = temporaryFolder();
  const dirty = { ...size, dirty: 0.01 };
  beforeAll(async () => {
    await generateExports({ ...dirty, out: one }, { ...quietEffects, environment: { FIELDREVIEW_THREADS: '1' } });
  });

  test('with more threads, in another time zone and language, from the command line', async () => {
    const two = join(temporaryFolder(), 'new');
    const args = ['generate', '--out', two, '--tickets', '1750', '--months', '7', '--seed', '5', '--dirty', '0.01', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, [join(packageRoot, 'dist', 'pipeline', 'cli.js'), ...args], {
      env: { ...process.env, FIELDREVIEW_THREADS: '2', TZ: 'America/New_York', LANG: 'zh_CN.UTF-8' },
    });
    expect((JSON.parse(stdout) as { truth: Truth }).truth).toEqual(JSON.parse(readFileSync(join(one, 'truth.json'), 'utf8')));
    expect(readdirSync(two)).toEqual(readdirSync(one));
    expect(readdirSync(one).filter((name) => !readFileSync(join(one, name)).equals(readFileSync(join(two, name))))).toEqual([]);
  });

  test('and another seed others', async () => {
    const other = temporaryFolder();
    await generateExports({ ...dirty, seed: 6, out: other }, quietEffects);
    const name = '工单_2026-10.csv';
    expect(readFileSync(join(one, name)).equals(readFileSync(join(other, name)))).toBe(false);
  });
});

describe('a folder that is in use is refused', () => {
  test('when it holds anything', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'note.txt'), '');
    await expect(generateExports({ ...size, out: folder }, quietEffects)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/not empty.*--out/),
    });
    expect(readdirSync(folder)).toEqual(['note.txt']);
  });

  test('when it is a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(generateExports({ ...size, out: file }, quietEffects)).rejects.toThrow(/is a file/);
  });

  test('bad numbers make no folder', async () => {
    const folder = join(temporaryFolder(), 'new');
    await expect(generateExports({ ...size, tickets: 1, out: folder }, quietEffects)).rejects.toThrow(/--tickets/);
    expect(existsSync(folder)).toBe(false);
  });

  test('what was begun is taken away when it fails', async () => {
    const folder = temporaryFolder();
    // The file of the second dataset of the last month cannot be written over a folder.
    const effects = { ...quietEffects, progress: (): void => void mkdirSync(join(folder, '工单流水_2026-10.csv'), { recursive: true }) };
    await expect(generateExports({ ...size, out: folder }, effects)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('want of memory is told of the folder it was to write', async () => {
    const folder = temporaryFolder();
    const effects = { ...quietEffects, environment: { FIELDREVIEW_MEMORY_LIMIT: '3MB' } };
    await expect(generateExports({ ...size, out: folder }, effects)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`${folder}: there is not enough memory for it`),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

function accountsOf({ accounting }: RunSummary): Record<string, object> {
  return Object.fromEntries(accounting.map(({ dataset, ...account }) => [dataset, account]));
}

/** Rejected rows by code. */
function rejectionsIn(file: string): Record<string, number> {
  const counts: Record<string, number> = {};
  if (!existsSync(file)) return counts;
  const { data } = Papa.parse<{ code: string }>(readFileSync(file, 'utf8').replace(/^\u{feff}/u, ''), {
    header: true,
    skipEmptyLines: true,
  });
  for (const { code } of data) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
