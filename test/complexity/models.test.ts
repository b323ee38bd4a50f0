import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelsToRun } from '../../pipeline/compute-period.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { writeTestResults } from '../../pipeline/statistics/test-results.js';
import { readRowsQuery } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { type Work, workOf } from './counted-work.js';
import { fullPolicy, repeatedCompany } from './repeated-company.js';

const policy = fullPolicy();
const times = 4;
/** Linear work grows four times; the rest is for constant work, and for plans that the engine lays otherwise. */
const mostGrowth = 4.6;

/**
 * Models with a hash join that tries further conditions on all rows of a key, and why a key has few rows however many tickets there are.
 * Pairs that fail them are counted nowhere, so each of these has to be looked at.
 */
const fewRowsOfAKey: Readonly<Record<string, string>> = {
  action_effectiveness_candidates: 'faults of one lot, times the actions on its model',
  actions_by_period__open_continues: 'one row for each period',
  faults_by_production_month_and_age: '36 ages for each month',
  int_action_due_moves: 'versions of one action',
  int_action_lots: 'lots of one model, times the actions on it',
  int_complaint_states: 'one complaint',
  int_first_time_fixes: 'repairs of one ticket',
  int_progress_obligations: 'pauses of one ticket',
  int_progress_runs: 'events of one ticket',
  int_tickets_reopened_or_cancelled: 'events of one ticket',
  repairs_by_dimension__members_add_up: 'one row for each dimension and period',
  service_by_dimension__members_add_up: 'one row for each dimension and period',
  service_by_dimension__open_continues: 'one row for each member and period',
  sheet_lots: 'lots of one model, times the groups that have a sheet, of which there are a few; then faults of one lot',
  sheet_units_by_month: 'first faults of one group that has a sheet',
};

/** Queries of rows whose answer itself grows faster, and why nobody asks for all of it. */
const askedInPart: Readonly<Record<string, string>> = {
  'rows/defect_group_parts': 'every group with every occurrence of its pair; explain asks for one group',
};

interface Counted {
  readonly database: Database;
  /** By model, staging apart: views, whose work is that of the models that read them. */
  readonly work: ReadonlyMap<string, Work>;
}

/** Makes every model and counts what that takes, also for the queries of rows. */
async function countWork(copies: number): Promise<Counted> {
  const database = await repeatedCompany(copies, policy);
  const work = new Map<string, Work>();
  for (const model of modelsToRun(policy)) {
    if (model.layer === 'staging') await runModel(database, model);
    else work.set(model.name, await workOf(database, `create table ${model.name} as ${model.sql}`));
  }
  await writeTestResults(database, new Set(work.keys()));
  for (const file of readdirSync(join(packageRoot, 'queries', 'rows'))) {
    const { name, sql } = readRowsQuery(basename(file, '.sql'));
    work.set(`rows/${name}`, await workOf(database, sql));
  }
  return { database, work };
}

function rowsOf({ scanned, handled }: Work): number {
  return scanned + handled;
}

let once: Counted;
let more: Counted;

beforeAll(async () => {
  [once, more] = [await countWork(1), await countWork(times)];
});
afterAll(() => {
  for (const counted of [once, more]) counted?.database.close();
});

describe(`with ${times} times the rows`, () => {
  test(`no model handles more than ${mostGrowth} times as many`, () => {
    expect(once.work.size).toBeGreaterThan(110);
    expect([...more.work.keys()]).toEqual([...once.work.keys()]);
    const growth = [...once.work].map(([name, work]) => ({ name, before: rowsOf(work), after: rowsOf(more.work.get(name) ?? work) }));
    const tooMuch = growth.filter(({ before, after }) => after > mostGrowth * before);
    expect(tooMuch.filter(({ name }) => !Object.hasOwn(askedInPart, name))).toEqual([]);
  });

  test('joins that try conditions on every pair of a key are those that have been looked at', () => {
    const found = [once, more].flatMap(({ work }) => [...work].filter(([, { tried }]) => tried.length > 0));
    expect([...new Set(found.map(([name]) => name))].filter((name) => !Object.hasOwn(fewRowsOfAKey, name))).toEqual([]);
  });

  test.each([
    ['keys with many rows', 'one.team = other.team'],
    ['an order', 'one.accepted_at < other.accepted_at'],
    ['anything else', 'abs(one.row_order - other.row_order) = 1'],
  ])('a quadratic join is noticed, by %s', async (_by, condition) => {
    const join = `select count(*) from stg_tickets as one join stg_tickets as other on ${condition}`;
    const [before, after] = [rowsOf(await workOf(once.database, join)), rowsOf(await workOf(more.database, join))];
    expect(after).toBeGreaterThan(3 * mostGrowth * before);
  });

  test('a quadratic join whose pairs fail is noticed by its condition', async () => {
    const join =
      'select count(*) from stg_tickets as one join stg_tickets as other on one.team = other.team and one.accepted_at > other.completed_at';
    expect((await workOf(once.database, join)).tried).not.toEqual([]);
  });
});
