import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { findPublished } from '../../pipeline/explain/find-published.js';
import { planExplanation } from '../../pipeline/explain/plan-explanation.js';
import { type FiguresFile, readFiguresFile } from '../../pipeline/publish/published-periods.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { exampleFolder, quietEffects, temporaryFolder } from '../run/example.js';
import { cellIds, differences } from './reproduce.js';

const out = temporaryFolder();
let published: FiguresFile;
/** Opened the way every client opens it. */
let warehouse: Database;

beforeAll(async () => {
  await runPeriod({ period: '2026-10', inputs: [exampleFolder], out, locale: 'zh-CN' }, quietEffects);
  const figures = readFiguresFile(join(out, '2026-10'));
  if (!figures) throw new Error('nothing was published');
  published = figures;
  warehouse = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
}, 120_000);

afterAll(() => warehouse.close());

// Every figure by dimension and every cell: test/slow/explain.slow.test.ts.
test('the SQL and the rows of every figure without dimension give what is published', async () => {
  const ids = published.figures.map(({ id }) => id).filter((id) => !id.includes('['));
  expect(ids.length).toBeGreaterThan(200);
  expect(await differences(warehouse, published, ids)).toEqual([]);
});

test('so do those of one member of each dimension of each family', async () => {
  const byFamily = new Map(published.figures.map(({ id }) => [/^([a-z]+).*\[(\w+)=/.exec(id)?.slice(1).join(), id]));
  expect(byFamily.size).toBeGreaterThan(15);
  expect(await differences(warehouse, published, [...byFamily.values()])).toEqual([]);
});

test('so do those of the cells of the tables', async () => {
  const ids = cellIds(published).filter((_id, index) => index % 97 === 0);
  expect(await differences(warehouse, published, ids)).toEqual([]);
});

test('every number on the page that names a figure can be explained', () => {
  const page = readFileSync(join(out, '2026-10', 'index.html'), 'utf8');
  const marked = [...page.matchAll(/ data-figure="([^"]*)"(?! data-period)/g)].map(([, id = '']) => unescapeHtml(id));
  const ids = [...new Set(marked)];
  expect(ids.filter((id) => id.startsWith('tables.')).length).toBeGreaterThan(50);
  expect(ids.length).toBeGreaterThan(300);
  for (const id of ids) expect(findPublished(published, id).id).toBe(id);
});

test('what gives another value, or no definition, is noticed', async () => {
  const altered = { ...published, figures: published.figures.map((figure) => ({ ...figure, value: (figure.value ?? 0) + 1 })) };
  expect(await differences(warehouse, altered, ['service.accepted', 'repairs.first_time_fix_rate'])).toHaveLength(5);
});

test('rows stand in the exports at the file and line they name', async () => {
  const rowsOf = async (id: string) => {
    const { subject } = findPublished(published, id);
    return warehouse.rows(planExplanation(id, subject, loadPolicy()).rows.firstSql(3));
  };
  expect(await rowsOf('repairs.confirmed_faults')).toEqual(
    expect.arrayContaining([expect.objectContaining({ file: '2026-10/repairs_202610.csv' })]),
  );
  const kinds = ['sla.complaint_reply.due', 'sla.low_score.due', 'sla.followup_d7.due', 'sla.feedback_test_general.due', 'sla.revisit.due'];
  for (const id of [
    ...kinds,
    'actions.open',
    'samples.in_hand',
    'complaints.opened',
    'accounting.tickets.rejected',
    'accounting.lots.rejected',
  ]) {
    const [row] = await rowsOf(id);
    expect(row, id).toMatchObject({ file: expect.stringMatching(/\.(csv|xlsx)/), line: expect.any(Number) });
  }
});

function unescapeHtml(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replaceAll(/&([a-z]+|#39);/g, (all, name: string) => signs[name] ?? all);
}
