import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMacros, readModels } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { sourceStatements } from './source-statements.js';

let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 1 });
  for (const statement of [...sourceStatements, ...readMacros()]) await database.run(statement);
});

afterAll(() => database.close());

describe('wilson_interval', () => {
  // Newcombe 1998, Stat. Med. 17:857, table I.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', async (x, n, low, high) => {
    const { interval } = await wilson(x, n);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test('is exactly 0 below none and exactly 1 above all', async () => {
    for (const n of [1, 3, 7, 49, 1_000_003]) {
      expect((await wilson(0, n)).interval?.low).toBe(0);
      expect((await wilson(n, n)).interval?.high).toBe(1);
    }
  });

  test('is nothing of nothing', async () => {
    expect((await wilson(0, 0)).interval).toBeNull();
  });

  async function wilson(x: number, n: number): Promise<{ interval: { low: number; high: number } | null }> {
    return await database.row(`select wilson_interval(${x}, ${n}) as interval`);
  }
});

test('pareto_by_subject orders and accumulates complaints as published', async () => {
  // Montgomery's five causes of complaint as in qcc's pareto.chart: price, schedule, supplier, contact, part.
  await database.run(`insert into periods values (0, '2026-08', '2026-08-01', '2026-09-01')`);
  await database.run(`create or replace table int_service_tickets (category varchar, channel varchar, accepted_at timestamp)`);
  await database.run(`create or replace table int_confirmed_faults as
    select cause as fault_code, null::varchar as model, null::varchar as part, null::varchar as responsibility, timestamp '2026-08-05' as finished_at
    from (values ('price', 80), ('schedule', 27), ('supplier', 66), ('contact', 94), ('part', 33)) as causes(cause, times), range(times)`);
  const model = readModels().find(({ name }) => name === 'pareto_by_subject');
  if (!model) throw new Error('pareto_by_subject is gone');
  await runModel(database, model);
  const rows = await database.rows(`select member, round(100 * cumulative_share, 2) as percent from pareto_by_subject
    where subject = 'fault_code' order by rank`);
  expect(rows).toEqual([
    { member: 'contact', percent: 31.33 },
    { member: 'price', percent: 58 },
    { member: 'supplier', percent: 80 },
    { member: 'part', percent: 91 },
    { member: 'schedule', percent: 100 },
  ]);
});
