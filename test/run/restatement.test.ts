import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PeriodOptions } from '../../pipeline/plan-period.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import type { RunSummary } from '../../pipeline/run-summary.js';
import { Database } from '../../pipeline/warehouse/database.js';
import type { MovedFigure } from '../../reports/management-review/report-data.js';
import { writeFiles } from '../ingest/ingest-folder.js';
import { expectExactChain } from '../restate/exact-sum.js';
import { allChanges, exportsBefore, lateExports } from '../restate/sample-company.js';
import { quietEffects, readFigures, temporaryFolder } from './example.js';

const input = temporaryFolder();
const out = temporaryFolder();

const publish = (period: string, options: Partial<PeriodOptions> = {}): Promise<RunSummary> =>
  runPeriod({ period, inputs: [input], out, locale: 'en', ...options }, quietEffects);

/** One history: August, September provisional and final, late data, settings, another version. */
describe('publishing one period after the other', () => {
  let august: Figures;
  let provisional: Figures;
  let september: Figures;

  beforeAll(async () => {
    writeFiles(input, exportsBefore);
    expect((await publish('2026-08')).restated).toEqual([]);
    august = figuresOf('2026-08');
    await publish('2026-09', { asOf: '2026-09-16' });
    provisional = figuresOf('2026-09');
  });

  test('what a provisional report said moved by the cut-off; that is listed and no correction', async () => {
    const { restated } = await publish('2026-09');
    september = figuresOf('2026-09');
    const moves = await restatementsOf('2026-09', '2026-09');
    expectMoves(moves, provisional, september);
    expect(reasonKinds(moves)).toEqual(['cut_off']);
    expect(restated).toEqual([{ period: '2026-09', figures: moves.length, overall: moves.filter(isOverall).length }]);
    expect(sectionOf('2026-09')).toMatch(/moved since the provisional report \(data up to <?.*2026-09-16 00:00/);
    expect(headlinesOf('2026-09')).not.toMatch(/#restatements/);
  });

  test('late data is listed with the report that comes after it: its own figures and those of the month before', async () => {
    writeFiles(input, lateExports);
    const { restated } = await publish('2026-09');
    expect(restated.map(({ period }) => period)).toEqual(['2026-09', '2026-08']);
    const own = await restatementsOf('2026-09', '2026-09');
    expectMoves(own, september, figuresOf('2026-09'));
    const earlier = await restatementsOf('2026-09', '2026-08');
    expect(earlier.length).toBeGreaterThan(10);
    for (const move of earlier) {
      expectExactChain(move);
      expect(move.old_value).toBe(august.get(move.figure) ?? null);
    }
    expect(reasonNames([...own, ...earlier])).toEqual(Object.keys(lateExports).sort());
    expect(sectionOf('2026-09')).toMatch(/Report on August 2026: .* restated by late data/);
    // The published month itself is untouched.
    expect(figuresOf('2026-08')).toEqual(august);
  });

  test('publishing again with nothing new gives the same bytes', async () => {
    const before = digestOf('2026-09');
    // Without the record of the publication, so that it is made once more.
    rmSync(join(out, '.published.json'), { force: true });
    const { restated } = await publish('2026-09');
    expect(restated.map(({ period }) => period)).toEqual(['2026-09', '2026-08']);
    expect(digestOf('2026-09')).toBe(before);
  });

  test('the earlier month, published again, lists the same moves', async () => {
    const announced = await restatementsOf('2026-09', '2026-08');
    await publish('2026-08');
    const moves = await restatementsOf('2026-08', '2026-08');
    expectMoves(moves, august, figuresOf('2026-08'));
    expect(moves).toEqual(announced);
    august = figuresOf('2026-08');
  });

  test('settings, a policy and a file at once: each moved figure has its chain of reasons', async () => {
    writeFiles(input, allChanges);
    await publish('2026-08');
    const moves = await restatementsOf('2026-08', '2026-08');
    expectMoves(moves, august, figuresOf('2026-08'));
    const settings = ['defects.threshold', 'home_province', 'policy', 'warranty_months'];
    expect(reasonNames(moves)).toEqual([...settings, '维修记录_202608_又.csv'].sort());
    expect(moves.some(({ steps }) => steps.length > 1)).toBe(true);
    august = figuresOf('2026-08');
  });

  test('what another version of the program moved is told apart', async () => {
    const database = await Database.open(join(out, 'warehouse.duckdb'));
    await database.run(
      `update publications set product_version = '0.0.9'; update published_figures set value = value + 1 where figure = 'service.accepted'`,
    );
    database.close();
    const figure = 'service.accepted';
    const old_value = (august.get(figure) ?? 0) + 1;
    await reportLoaded({ period: '2026-08', out, locale: 'en' }, quietEffects);
    expect(await restatementsOf('2026-08', '2026-08')).toEqual([
      {
        figure,
        old_value,
        new_value: old_value - 1,
        steps: [{ reason: { kind: 'version', names: ['0.0.9', '0.1.0'] }, value_before: old_value, value_after: old_value - 1 }],
      },
    ]);
    expect(sectionOf('2026-08')).toMatch(/version .*0\.0\.9.* → .*0\.1\.0/);
  });
});

test('a file that brings nothing known at the time moves nothing, and what was listed stays listed', async () => {
  writeFileSync(join(input, '工单_202610.csv'), '工单编号,问题类型,受理时间,处理组\nZ1,其他,2026-10-03 09:00,甲组\n');
  const listed = await restatementsOf('2026-08', '2026-08');
  // Loading alone keeps what was published.
  await ingestExports({ inputs: [input], out }, quietEffects);
  const { restated } = await reportLoaded({ period: '2026-08', out, locale: 'en' }, quietEffects);
  expect(await restatementsOf('2026-08', '2026-08')).toEqual(listed);
  expect(restated).toMatchObject([{ period: '2026-08', figures: 1 }]);
});

type Figures = ReadonlyMap<string, number | null>;
type Listed = Omit<MovedFigure, 'unit'>;

function figuresOf(period: string): Figures {
  return new Map(readFigures(out, period).figures.map(({ id, value }) => [id, value]));
}

/** What a report's table lists of a period. */
async function restatementsOf(report: string, period: string): Promise<Listed[]> {
  const database = await Database.open(':memory:', { threads: 1 });
  try {
    const rows = await database.rows<
      Omit<Listed, 'steps'> & { reason_kind: MovedFigure['steps'][0]['reason']['kind']; reason: string[] } & {
        value_before: number | null;
        value_after: number | null;
      }
    >(`select * from '${join(out, report, 'tables', 'restatements.parquet')}' where period = '${period}' order by figure, step`);
    return [...new Set(rows.map(({ figure }) => figure))].map((figure) => {
      const own = rows.filter((row) => row.figure === figure);
      const steps = own.map(({ reason_kind, reason, value_before, value_after }) => ({
        reason: { kind: reason_kind, names: reason },
        value_before,
        value_after,
      }));
      return { figure, old_value: own[0]?.old_value ?? null, new_value: own[0]?.new_value ?? null, steps };
    });
  } finally {
    database.close();
  }
}

/** Listed is what differs between two figures.json, all of it and nothing else, accounting excepted. */
function expectMoves(moves: readonly Listed[], before: Figures, now: Figures): void {
  const ids = [...new Set([...before.keys(), ...now.keys()])].filter((id) => !id.startsWith('accounting.'));
  const moved = ids.filter((id) => (before.get(id) ?? null) !== (now.get(id) ?? null)).sort();
  expect(moved.length).toBeGreaterThan(0);
  expect(moves.map(({ figure }) => figure)).toEqual(moved);
  for (const move of moves) {
    expect([move.old_value, move.new_value], move.figure).toEqual([before.get(move.figure) ?? null, now.get(move.figure) ?? null]);
    expectExactChain(move);
  }
}

function reasonKinds(moves: readonly Listed[]): string[] {
  return [...new Set(moves.flatMap(({ steps }) => steps.map(({ reason }) => reason.kind)))].sort();
}

function reasonNames(moves: readonly Listed[]): string[] {
  return [...new Set(moves.flatMap(({ steps }) => steps.flatMap(({ reason }) => reason.names)))].sort();
}

function isOverall({ figure }: Listed): boolean {
  return !figure.includes('[');
}

function pageOf(period: string): string {
  return readFileSync(join(out, period, 'index.html'), 'utf8');
}

/** The section in words, times and numbers without their marks. */
function sectionOf(period: string): string {
  const section = /<section id="restatements"[\s\S]*?<\/section>/.exec(pageOf(period))?.[0] ?? '';
  return section.replace(/<[^>]+>/g, '');
}

function headlinesOf(period: string): string {
  return /<section class="headlines"[\s\S]*?<\/section>/.exec(pageOf(period))?.[0] ?? '';
}

function digestOf(period: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(join(out, period), { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(join(out, period, name)));
  }
  return hash.digest('hex');
}
