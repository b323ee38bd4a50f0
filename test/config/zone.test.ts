import { afterAll, beforeAll, expect, test } from 'vitest';
import { offsetSpans, zoneMacros } from '../../pipeline/config/zone.js';
import { instantOfLocal, localOfInstant } from '../../pipeline/time-zone.js';
import { Database } from '../../pipeline/warehouse/database.js';

let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 1 });
});

afterAll(() => database.close());

async function useZone(zone: string): Promise<void> {
  for (const macro of zoneMacros(zone, 2000, 2030)) await database.run(macro);
}

async function textOf(expression: string): Promise<string> {
  const { shown } = await database.row<{ shown: string }>(`select (${expression})::varchar as shown`);
  return shown;
}

test('a zone with one offset costs nothing', () => {
  expect(zoneMacros('Asia/Shanghai', 2000, 2030)).toEqual([
    'create or replace macro instant_of(local_at) as local_at',
    'create or replace macro local_of(instant) as instant',
  ]);
});

test('a skipped local time is moved later', async () => {
  await useZone('America/New_York');
  expect(await textOf(`local_of(instant_of(timestamp '2026-03-08 02:30:00'))`)).toBe('2026-03-08 03:30:00');
  expect(await textOf(`instant_of(timestamp '2026-03-08 02:30:00')`)).toBe('2026-03-08 07:30:00');
});

test('an ambiguous local time is the earlier one', async () => {
  await useZone('America/New_York');
  expect(await textOf(`instant_of(timestamp '2026-11-01 01:30:00')`)).toBe('2026-11-01 05:30:00');
  expect(await textOf(`local_of(timestamp '2026-11-01 06:30:00')`)).toBe('2026-11-01 01:30:00');
});

test('24 hours over a change are 24 hours', async () => {
  await useZone('America/New_York');
  expect(await textOf(`local_of(instant_of(timestamp '2026-03-07 12:00:00') + interval 24 hours)`)).toBe('2026-03-08 13:00:00');
  expect(await textOf(`local_of(instant_of(timestamp '2026-10-31 12:00:00') + interval 24 hours)`)).toBe('2026-11-01 11:00:00');
});

// Half an hour of change, none at all any more, changes twice around Ramadan, the southern half of the year.
test.each(['Australia/Lord_Howe', 'Europe/Moscow', 'Africa/Casablanca', 'America/Santiago', 'Asia/Tehran'])(
  '%s agrees with the platform',
  async (zone) => {
    await useZone(zone);
    const hours = Array.from({ length: 2000 }, (_, index) => Date.UTC(2000, 0, 1) + index * 131 * 3_600_000);
    const locals = hours.map((instant) => localOfInstant(instant, zone));
    const rows = await database.rows<{ instant: string; local: string }>(
      `select strftime(instant_of(wall), '%Y-%m-%d %H:%M:%S') as instant, strftime(local_of(instant_of(wall)), '%Y-%m-%d %H:%M:%S') as local
     from (select unnest([${locals.map((local) => `'${local}'`).join(', ')}])::timestamp as wall)`,
    );
    const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
    expect(rows.map((row) => row.instant)).toEqual(locals.map((local) => utc(instantOfLocal(local, zone))));
    expect(rows.map((row) => row.local)).toEqual(locals);
  },
);

test('changes of offset are found to the second', () => {
  const spans = offsetSpans('America/New_York', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
  expect(spans).toEqual([
    { from: null, offsetSeconds: -18_000 },
    { from: Date.UTC(2026, 2, 8, 7), offsetSeconds: -14_400 },
    { from: Date.UTC(2026, 10, 1, 6), offsetSeconds: -18_000 },
  ]);
});
