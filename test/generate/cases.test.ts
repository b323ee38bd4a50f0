import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesSql, firstOfMonth, type Slice } from '../../pipeline/generate/cases.js';
import { foundCompany } from '../../pipeline/generate/company-database.js';
import { planGeneration } from '../../pipeline/generate/plan.js';
import { Database } from '../../pipeline/warehouse/database.js';

const plan = planGeneration({ out: 'unused', tickets: 2000, months: 8, seed: 3, dirty: 0, lastMonth: '2026-10' });
let database: Database;
let background: number;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 2 });
  background = await foundCompany(database, plan);
  await make(
    { from: 0, until: background, plantedFrom: plan.firstMonth.firstDay, plantedUntil: plan.lastMonth.dayAfter, ticketsBefore: 0 },
    'whole',
  );
});

afterAll(() => database.close());

async function make(slice: Slice, table: string): Promise<void> {
  await database.run(casesSql(plan, background, slice));
  await database.run(`create or replace table ${table} as from cases`);
}

test('there are as many tickets as asked for, planted ones among them, in the months asked for', async () => {
  const found = await database.row(
    `select count(*) as tickets, count(*) filter (is_planted) as planted, strftime(min(accepted_at), '%Y-%m') as first, strftime(max(accepted_at), '%Y-%m') as last from whole`,
  );
  expect(found).toEqual({ tickets: 2000, planted: 2000 - background, first: '2026-03', last: '2026-10' });
});

test('a part of the tickets is what it is in the whole', async () => {
  const [from, until] = [firstOfMonth(plan, background, 2), firstOfMonth(plan, background, 3)];
  const { before } = await database.row<{ before: number }>(
    `select count(*) as before from whole where accepted_at < timestamp '2026-05-01'`,
  );
  await make({ from, until, plantedFrom: '2026-05-01', plantedUntil: '2026-06-01', ticketsBefore: before }, 'part');
  const { unlike, rows } = await database.row<{ unlike: number; rows: number }>(
    `select (select count(*) from (from part except from whole)) as unlike, (select count(*) from part) as rows`,
  );
  expect(unlike).toBe(0);
  expect(rows).toBeGreaterThan(200);
});

test('no unit fails before it is shipped, or after its three years', async () => {
  const offenders = await database.rows(
    `select case_no from whole where accepted_at < shipped_on(model_no, campaign, lot) + interval 2 days
      or accepted_at >= shipped_on(model_no, campaign, lot) + interval 2 days + interval 36 months`,
  );
  expect(offenders).toEqual([]);
});

test('what happens to a ticket happens in order', async () => {
  const offenders = await database.rows(
    `select case_no from whole where accepted_at > responded_at or responded_at > plan_at or responded_at > dispatched_at or dispatched_at > arrived_at
      or arrived_at > paused_at or paused_at > resumed_at or arrived_at > finished_at or finished_at > dispatched_again_at
      or (is_visited and finished_at > first_completed_at) or first_completed_at > reopened_at or reopened_at > completed_again_at
      or accepted_at > cancelled_at or returned_at > refunded_at`,
  );
  expect(offenders).toEqual([]);
});
