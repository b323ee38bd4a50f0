import { afterEach, expect, test } from 'vitest';
import { parseCalendar } from '../../pipeline/config/calendar.js';
import { withClockModels } from '../../pipeline/config/clock-candidates.js';
import { writeClockTables } from '../../pipeline/config/clock-tables.js';
import { parsePolicy } from '../../pipeline/config/policy.js';
import { readMacros, readModels } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import { emptySources } from '../../pipeline/transform/sources.js';
import { Database } from '../../pipeline/warehouse/database.js';

let database: Database;

afterEach(() => database.close());

/** Monday to Friday without holidays, as the published examples have it. */
async function openDays(businessHours: string[], candidates: string): Promise<void> {
  database = await Database.open(':memory:', { threads: 1 });
  for (const statement of emptySources()) await database.run(statement);
  const policy = parsePolicy(JSON.stringify({ business_hours: businessHours }), 'policy.json');
  const calendar = parseCalendar('{"years": [2014, 2019], "off": [], "work": [], "source": "none"}', 'calendar.json');
  await writeClockTables(database, { policy, calendar, timezone: 'Asia/Shanghai' });
  for (const macro of readMacros()) await database.run(macro);
  await database.run(`create table clock_candidates as ${candidates}`);
  const needed = ['int_business_windows', 'int_obligations_in_working_hours'];
  await database.run(
    'create table int_obligations_paused as select clock, record_id, target as shifted_units from clock_candidates limit 0',
  );
  for (const model of withClockModels(readModels(), policy)) if (needed.includes(model.name)) await runModel(database, model);
}

async function hoursBetween(start: string, stop: string): Promise<number> {
  const { hours } = await database.row<{ hours: number }>(
    `with times as (select timestamp '${start}' as started, timestamp '${stop}' as stopped)
     select (working_position(stopped, later.opens_at, later.closes_at, later.working_seconds_before)
       - working_position(started, earlier.opens_at, earlier.closes_at, earlier.working_seconds_before)) / 3600 as hours
     from times
     asof join int_business_windows as earlier on times.started >= earlier.opens_at
     asof join int_business_windows as later on times.stopped >= later.opens_at`,
  );
  return hours;
}

const none = `select 'c' as clock, 'r' as record_id, timestamp '2019-01-01' as start_at, 1::bigint as target, 'hours' as unit`;

// oracles.md, "Working hours".
test.each([
  [['08:00-20:00'], '2019-01-01 00:00', '2019-01-08 00:00', 60],
  [['08:00-20:00'], '2019-01-01 07:00', '2019-01-01 09:00', 1],
  [['08:00-17:00'], '2014-12-12 20:49', '2014-12-15 09:44', 1 + 44 / 60],
  [['00:00-24:00'], '2019-01-04 12:00', '2019-01-07 12:00', 24],
])('working hours in %j from %s to %s are %d', async (businessHours, start, stop, hours) => {
  await openDays(businessHours, none);
  expect(await hoursBetween(start, stop)).toBeCloseTo(hours, 12);
});

test.each([
  ['2019-01-04 16:00', 4, '2019-01-07T12:00:00'],
  ['2019-01-07 09:00', 24, '2019-01-09T17:00:00'],
  ['2019-01-10 15:00', 4, '2019-01-11T11:00:00'],
])('Monday to Friday 09–17: %s + %i hours = %s', async (start, hours, due) => {
  await openDays(
    ['09:00-17:00'],
    `select 'c' as clock, 'r' as record_id, timestamp '${start}' as start_at, ${hours * 3600}::bigint as target, 'working_hours' as unit`,
  );
  expect(await database.row('select due_instant from int_obligations_in_working_hours')).toEqual({ due_instant: due });
});
