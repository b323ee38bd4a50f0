import { afterEach, beforeEach, expect, test } from 'vitest';
import { zoneMacros } from '../../pipeline/config/zone.js';
import { type Model, modelsBehind, passingModels, readModels } from '../../pipeline/transform/models.js';
import { runModels } from '../../pipeline/transform/run-models.js';
import { Database, type DatabaseOptions } from '../../pipeline/warehouse/database.js';

let database: Database;

async function opened(options: DatabaseOptions): Promise<Database> {
  const fresh = await Database.open(':memory:', options);
  for (const statement of zoneMacros('Asia/Shanghai', 2025, 2026)) await fresh.run(statement);
  return fresh;
}

beforeEach(async () => {
  database = await opened({ threads: 1 });
});
afterEach(() => database.close());

function model(layer: Model['layer'], name: string, sql: string): Model {
  return { name, layer, sql, grain: `one row is a ${name}`, key: ['n'], reads: [] };
}

test('a check that finds rows stops the run and shows them', async () => {
  const flow = model('metrics', 'flow', 'select 7 as n, 3 as open, 4 as expected');
  const broken = model('checks', 'flow__adds_up', 'select n, open, expected from flow where open <> expected');
  await expect(runModels(database, [flow, broken])).rejects.toThrow(/flow__adds_up\.sql found rows .*\n.*"n":7,"open":3,"expected":4/);
});

test('a check without rows lets the run go on', async () => {
  await runModels(database, [model('checks', 'flow__adds_up', 'select 1 as n where false'), model('metrics', 'later', 'select 1 as n')]);
  expect(await database.rows('select n from later')).toEqual([{ n: 1 }]);
});

test('what a relation is made of comes in running order, and nothing else comes', () => {
  const models = readModels();
  const behind = modelsBehind(models, ['samples_totals']);
  expect(behind.map(({ name }) => name)).toEqual(['stg_samples', 'samples', 'samples_totals']);
  expect(modelsBehind(models, ['nothing_of_this_name'])).toEqual([]);
});

test('a step on the way to other models leaves nothing in the file; what metrics, checks or rows read does', async () => {
  const passing = passingModels();
  expect(passing).toContain('int_ticket_pauses');
  for (const kept of ['int_service_tickets', 'int_lots_described', 'int_faults_followed', 'obligations'])
    expect(passing).not.toContain(kept);
  await runModels(database, [
    model('intermediate', 'int_tickets_reopened_or_cancelled', 'select 1 as n'),
    model('staging', 'clock_candidates', 'from int_tickets_reopened_or_cancelled'),
    model('intermediate', 'int_service_tickets', 'from clock_candidates'),
  ]);
  expect(await database.rows(`select database_name as place, table_name as name from duckdb_tables()`)).toEqual([
    { place: 'memory', name: 'int_service_tickets' },
  ]);
  expect(await database.rows(`select view_name as name from duckdb_views() where not internal`)).toEqual([]);
});

test('what is passed through hides a relation of its name that stays, as a warehouse of another version may have', async () => {
  await database.run('create table int_tickets_reopened_or_cancelled as select 1 as n');
  const closed = { ...model('intermediate', 'int_tickets_reopened_or_cancelled', 'select 2 as n'), reads: [] };
  const candidates = { ...model('staging', 'clock_candidates', 'from int_tickets_reopened_or_cancelled'), reads: ['int_tickets_closed'] };
  const tickets = { ...model('intermediate', 'int_service_tickets', 'from clock_candidates'), reads: ['clock_candidates'] };
  await runModels(database, [closed, candidates, tickets]);
  expect(await database.rows('select n from int_service_tickets')).toEqual([{ n: 2 }]);
  expect(await database.rows('select n from int_tickets_reopened_or_cancelled')).toEqual([{ n: 1 }]);
});

test.each([false, true])(
  'models that lack memory beside each other are made one after the other; one that lacks it alone is given more where it grows (%s)',
  async (growsMemory) => {
    const few = await opened({ threads: 4, memoryLimit: '120MB', growsMemory, reach: { folders: [] } });
    const texts = (rows: number): string => `select len(list(md5(i::varchar))) as n from range(${rows}) as r(i)`;
    const beside = ['actions', 'samples', 'defect_groups', 'obligations'].map((name) => model('marts', name, texts(900_000)));
    try {
      for (const one of beside) await few.run(one.sql);
      await runModels(few, beside);
      expect(
        await few.row(
          'select sum(n)::bigint as n from (from actions union all from samples union all from defect_groups union all from obligations)',
        ),
      ).toEqual({
        n: 3_600_000,
      });
      expect((await few.row<{ limit: string }>(`select current_setting('memory_limit') as limit`)).limit).toBe('114.4 MiB');
      const tooLarge = runModels(few, [model('marts', 'actions', texts(3_000_000))]);
      await (growsMemory ? tooLarge : expect(tooLarge).rejects.toThrow(/actions\.sql: Out of Memory Error/));
    } finally {
      few.close();
    }
  },
);

test.each([
  { rows: 20_000_000, threads: 2, edge: 'side by side up to twenty million rows, each on the thread that waits for it' },
  { rows: 20_000_001, threads: 1, edge: 'one at a time with more, on all threads' },
])('models are made $edge', async ({ rows, threads }) => {
  await database.run('set threads = 2');
  await database.expectRows(rows);
  await runModels(database, [model('marts', 'actions', `select current_setting('external_threads')::integer as n`)]);
  expect(await database.rows('select n from actions')).toEqual([{ n: threads }]);
});

test('a model is begun when what it reads is made, also behind a view, and not before', async () => {
  await database.run('set threads = 4');
  const steps = ['int_tickets_reopened_or_cancelled', 'clock_candidates', 'int_service_tickets', 'service_by_dimension'];
  const slow = 'select count(*) as n from range(3000000)';
  const models = steps.map((name, index) => {
    const layer = name === 'clock_candidates' ? 'staging' : 'intermediate';
    const before = steps[index - 1];
    return { ...model(layer, name, before === undefined ? slow : `select n from ${before}`), reads: before === undefined ? [] : [before] };
  });
  const begun: string[] = [];
  await runModels(database, models.toReversed(), ({ name }) => begun.push(name));
  expect(begun).toEqual(steps);
  expect(await database.rows('select n from service_by_dimension')).toEqual([{ n: 3_000_000 }]);
});
