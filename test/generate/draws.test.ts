import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawMacros } from '../../pipeline/generate/draws.js';
import { planGeneration } from '../../pipeline/generate/plan.js';
import { Database } from '../../pipeline/warehouse/database.js';

let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 1 });
  const plan = planGeneration({ out: 'unused', tickets: 3250, months: 13, seed: 7, dirty: 0, lastMonth: '2026-10' });
  for (const statement of drawMacros(plan)) await database.run(statement);
});

afterAll(() => database.close());

/** 40,000 pairs of draws in a table of 10 × 10 cells: the sum of squares of 99 degrees of freedom is below 148.2 in 999 of 1000 cases. */
test.each([
  ['two purposes for one row', `chance(i, 'one')`, `chance(i, 'other')`],
  ['one purpose for neighbouring rows', `chance(i, 'one')`, `chance(i + 1, 'one')`],
  ['rows far apart', `chance(i, 'one')`, `chance(i + 1000000000000, 'one')`],
  ['a pick and a chance', `pick(i, 'one', 10) / 10`, `chance(i, 'another')`],
])('%s are independent and even', async (_name, left, right) => {
  const { deviation } = await database.row<{ deviation: number }>(
    `select sum((coalesce(observed, 0) - 400) ^ 2 / 400) as deviation from (
      select cell, count(*) as observed from (
        select floor(10 * ${left})::integer * 10 + floor(10 * ${right})::integer as cell from range(40000) as numbers(i)
      ) group by cell order by cell
    )`,
  );
  expect(deviation).toBeLessThan(148.2);
});

test.each([
  [7, '0007'],
  [9999, '9999'],
  // A month of 30 million tickets has more slips than four digits can number.
  [12345, '12345'],
])('%s is numbered %s', async (number, shown) => {
  expect(await database.row(`select numbered(${number}, 4) as shown`)).toEqual({ shown });
});
