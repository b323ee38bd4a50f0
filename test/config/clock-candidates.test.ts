import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { clockModels, withClockModels } from '../../pipeline/config/clock-candidates.js';
import { writeClockTables } from '../../pipeline/config/clock-tables.js';
import { parsePolicy } from '../../pipeline/config/policy.js';
import type { Model } from '../../pipeline/transform/models.js';
import { readMacros, readModels } from '../../pipeline/transform/models.js';
import { emptySources } from '../../pipeline/transform/sources.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { runModelsKept } from '../transform/run-models-kept.js';

let database: Database;

beforeEach(async () => {
  database = await Database.open(':memory:', { threads: 1 });
  for (const statement of emptySources()) await database.run(statement);
  await database.run(`insert into parameters by name select timestamp '2026-09-01' as as_of, '广东' as home_province`);
  await database.run(`insert into periods values (0, '2026-08', '2026-08-01', '2026-09-01')`);
  await database.run(`insert into raw_tickets by name
    select * from (values
      ('BEFORE', timestamp '2026-06-30 23:59:59', 'usage', 'normal', '一组'),
      ('AFTER', timestamp '2026-07-01 00:00:00', 'usage', 'normal', null),
      ('URGENT', timestamp '2026-07-01 00:00:00', 'other', 'urgent', '二组')
    ) as given (ticket_id, accepted_at, category, priority, team)`);
});

afterEach(() => database.close());

async function candidates(changes: unknown, clocks = ['plan']): Promise<string[]> {
  const policy = parsePolicy(JSON.stringify(changes), 'policy.json');
  await writeClockTables(database, { policy, calendar: loadCalendar(), timezone: 'Asia/Shanghai' });
  await runModelsKept(database, withClockModels(readModels(), policy));
  const rows = await database.rows<{ shown: string }>(
    `select concat_ws(' ', clock, record_id, target, unit) as shown from clock_candidates
     where clock in (${clocks.map((clock) => `'${clock}'`).join(', ')}) order by shown`,
  );
  return rows.map(({ shown }) => shown);
}

test('an obligation is judged by the version in force at its start', async () => {
  const versions = [{ valid_from: '2026-07-01', target: 3, unit: 'working_days' }];
  expect(await candidates({ clocks: { plan: { versions } } })).toEqual([
    'plan AFTER 3 working_days',
    'plan BEFORE 86400 hours',
    'plan URGENT 3 working_days',
  ]);
});

test('targets may differ by priority', async () => {
  expect(await candidates({ clocks: { plan: { targets_by_priority: { urgent: 0.5 } } } })).toEqual([
    'plan AFTER 86400 hours',
    'plan BEFORE 86400 hours',
    'plan URGENT 1800 hours',
  ]);
});

test.each([
  [{ team: { in: ['一组'] } }, ['BEFORE']],
  [{ team: { not_in: ['一组'] } }, ['URGENT']],
  [{ team: { not_in: ['一组'], empty: true } }, ['AFTER', 'URGENT']],
  [{ team: { empty: true } }, ['AFTER']],
  [{ team: { empty: false } }, ['BEFORE', 'URGENT']],
  [{ team: { in: ["'; drop table raw_tickets; --"] } }, []],
  [{ team: { empty: false }, category: { in: ['usage'] } }, ['BEFORE']],
])('the filter %j keeps %j', async (when, ids) => {
  expect(await candidates({ clocks: { plan: { when } } })).toEqual(ids.map((id) => `plan ${id} 86400 hours`));
});

test('a changed target of a repeating clock holds for what starts after it', async () => {
  const versions = [{ valid_from: '2026-08-28', target: 48 }];
  await database.run(`update raw_tickets set accepted_at = '2026-08-26 12:00:00' where ticket_id = 'BEFORE'`);
  await database.run(`update raw_tickets set accepted_at = '2026-08-28 00:00:00' where ticket_id = 'AFTER'`);
  await candidates({ clocks: { progress_update: { versions } } });
  const rows = await database.rows<{ shown: string }>(
    `select concat_ws(' ', record_id, due_at, outcome) as shown from int_progress_obligations
     where record_id in ('BEFORE', 'AFTER') order by record_id desc, due_at`,
  );
  expect(rows.map(({ shown }) => shown)).toEqual([
    'BEFORE 2026-08-27 12:00:00 breached',
    'BEFORE 2026-08-28 12:00:00 breached',
    'BEFORE 2026-08-30 12:00:00 breached',
    'BEFORE 2026-09-01 12:00:00 pending',
    'AFTER 2026-08-30 00:00:00 breached',
    'AFTER 2026-09-01 00:00:00 pending',
  ]);
});

test('the dispatch pack counts working hours by area, for tickets with a dispatch', async () => {
  await database.run(`update raw_tickets set area = case ticket_id when 'BEFORE' then 'urban' when 'AFTER' then 'suburban' end`);
  await database.run(`insert into raw_repairs by name
    select 'R' || ticket_id as repair_id, ticket_id, accepted_at as dispatched_at from raw_tickets`);
  expect(await candidates({ packs: ['dispatch'] }, ['arrival_urban', 'arrival_suburban'])).toEqual([
    'arrival_suburban AFTER 25200 working_hours',
    'arrival_urban BEFORE 21600 working_hours',
  ]);
  await database.run('delete from raw_repairs');
  expect(await candidates({ packs: ['dispatch'] }, ['arrival_urban', 'arrival_suburban'])).toEqual([]);
});

test('without any clock there are no rows, and everything runs', async () => {
  const names = parsePolicy('{}', 'none').clocks.map(({ name }) => [name, { enabled: false }]);
  expect(await candidates({ clocks: Object.fromEntries(names) })).toEqual([]);
  expect(await database.rows('select * from int_obligations_judged')).toEqual([]);
});

test('the models of the policy come after what they read and before what reads them', () => {
  const model = (name: string, reads: string[]): Model => ({ name, layer: 'intermediate', sql: '', grain: '', key: [], reads });
  const files = [model('reader', ['clock_candidates']), model('reader_of_reader', ['reader']), model('int_ticket_clock_fields', [])];
  const names = withClockModels(files, parsePolicy('{}', 'none')).map(({ name }) => name);
  expect(names).toEqual(['int_ticket_clock_fields', 'clock_tickets', 'clock_candidates', 'clock_chains', 'reader', 'reader_of_reader']);
});

test('every relation the policy models read is a model or a source', () => {
  const known = new Set([...readModels(), ...clockModels(parsePolicy('{}', 'none'))].map(({ name }) => name));
  expect(clockModels(parsePolicy('{}', 'none')).flatMap(({ reads }) => reads.filter((name) => !known.has(name)))).toEqual([]);
  expect(readMacros().length).toBeGreaterThan(0);
});

test('of the fields of a ticket those are kept that a clock of the policy asks for', async () => {
  const columns = async (): Promise<string[]> =>
    (await database.rows<{ name: string }>(`select column_name as name from (describe clock_tickets)`)).map(({ name }) => name);
  await candidates({});
  expect(await columns()).not.toContain('area');
  expect(await columns()).toContain('category');
  await candidates({ clocks: { plan: { when: { area: { in: ['urban'] } } } } });
  expect(await columns()).toContain('area');
});
