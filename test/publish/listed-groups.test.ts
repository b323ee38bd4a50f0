import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutTables, tableQueries } from '../../pipeline/publish/report-queries.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { mostListedGroups } from '../../reports/management-review/defect-order.js';

let database: Database;
let given: ReadonlySet<string>;

/** 5000 assigned batch groups, the worse the lower their number; behind them 30 important ones nobody answers, and one that is on a sheet. */
beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 2 });
  await database.run(`create table defect_groups as
    select 'batch-' || n as group_id, 'new' as status, 'batch' as class, 'confirmed' as confidence, 'important' as info_class,
      true as is_assigned, 1.0 - n / 10000 as rate_low
    from range(1, 5001) as r(n)
    union all
    select 'open-' || n, 'quiet', 'minor', null, 'important', false, 0.1 - n / 10000 from range(1, 31) as r(n)
    union all select 'on-sheet', 'quiet', 'minor', null, 'important', true, 0.0001
    union all select 'unrated', 'quiet', 'batch', 'uncertain', 'general', true, null
    union all select 'of-no-weight', 'new', 'minor', null, 'general', false, 0.9`);
  await database.run(`create table int_groups_on_sheets as select 'on-sheet' as group_id`);
  given = new Set((await database.rows<{ group_id: string }>(tableQueries.defect_groups)).map(({ group_id }) => group_id));
});
afterAll(() => database.close());

test('the page gets the worst groups, as many as it may list', () => {
  const worst = Array.from({ length: mostListedGroups }, (_, index) => `batch-${index + 1}`);
  expect(worst.filter((id) => !given.has(id))).toEqual([]);
  expect([given.has(`batch-${mostListedGroups + 1}`), given.has('of-no-weight')]).toEqual([false, false]);
});

test('and of every kind the first, and those on sheets, however far behind', () => {
  expect(['open-1', 'open-20', 'on-sheet', 'unrated'].filter((id) => !given.has(id))).toEqual([]);
  expect(given.size).toBe(mostListedGroups + 20 + 1 + 1);
});

test('it is told how many there are in all', async () => {
  const { rows } = await database.row<{ rows: number }>(`select count(*) as rows from defect_groups where ${cutTables.defect_groups}`);
  expect(rows).toBe(5032);
});
