import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, parsePeriod, periodContaining, periodsBack, planReportTime } from '../../pipeline/config/periods.js';
import { UserError } from '../../pipeline/errors.js';
import { instantOfLocal, localOfInstant } from '../../pipeline/time-zone.js';

const shanghai = 'Asia/Shanghai';

describe('parsePeriod', () => {
  test.each([
    ['2026-10', '2026-10-01', '2026-11-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2024-02', '2024-02-01', '2024-03-01'],
    // ISO 8601: 2026-W43 is 19–25 October.
    ['2026-W43', '2026-10-19', '2026-10-26'],
    // Years whose first or last days belong to the neighbouring ISO year.
    ['2026-W01', '2025-12-29', '2026-01-05'],
    ['2026-W53', '2026-12-28', '2027-01-04'],
    ['2020-W53', '2020-12-28', '2021-01-04'],
    ['2021-W01', '2021-01-04', '2021-01-11'],
    ['2024-W52', '2024-12-23', '2024-12-30'],
    ['2025-W01', '2024-12-30', '2025-01-06'],
  ])('%s runs from %s up to %s', (text, firstDay, dayAfter) => {
    const period = parsePeriod(text);
    expect(period).toMatchObject({ name: text, firstDay, dayAfter });
    expect(boundsOf(period)).toEqual({ startsAt: `${firstDay} 00:00:00`, endsAt: `${dayAfter} 00:00:00` });
  });

  test.each([
    '2026-13',
    '2026-00',
    '2026-W00',
    '2025-W53',
    '2026-W54',
    '2026-1',
    '2026-W1',
    '26-10',
    '1999-12',
    '2101-01',
    '2026-10-01',
    '',
    'x',
  ])('refuses %j', (text) => {
    expect(() => parsePeriod(text)).toThrow(UserError);
  });

  test('week 53 exists in the long ISO years alone', () => {
    const long = Array.from({ length: 101 }, (_, index) => 2000 + index).filter((year) => isPeriod(`${year}-W53`));
    // List of ISO long years 2000–2099.
    expect(long.filter((year) => year < 2100)).toEqual([
      2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060, 2065, 2071, 2076, 2082, 2088, 2093, 2099,
    ]);
  });
});

describe('periodsBack', () => {
  test.each([
    ['2026-10', 1, '2026-09'],
    ['2026-01', 1, '2025-12'],
    ['2026-03', 13, '2025-02'],
    ['2026-10', 0, '2026-10'],
    ['2026-W01', 1, '2025-W52'],
    ['2021-W01', 1, '2020-W53'],
    ['2027-W01', 1, '2026-W53'],
    ['2026-W43', 13, '2026-W30'],
    ['2026-12', -1, '2027-01'],
  ])('%s, %i back, is %s', (text, back, expected) => {
    expect(periodsBack(parsePeriod(text), back).name).toBe(expected);
  });

  const days = fc.integer({ min: 0, max: 36_000 }).map((n) => new Date(Date.UTC(2000, 0, 3) + n * 86_400_000).toISOString().slice(0, 10));
  const kinds = fc.constantFrom('month' as const, 'week' as const);

  test('periods tile the days: each day lies in its period, and the period before ends where it starts', () => {
    fc.assert(
      fc.property(days, kinds, (day, kind) => {
        const period = periodContaining(day, kind);
        expect(period.firstDay <= day && day < period.dayAfter).toBe(true);
        expect(periodsBack(period, 1).dayAfter).toBe(period.firstDay);
        expect(parsePeriod(period.name)).toEqual(period);
      }),
    );
  });

  test('steps add up', () => {
    fc.assert(
      fc.property(days, kinds, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (day, kind, first, second) => {
        const period = periodContaining(day, kind);
        expect(periodsBack(periodsBack(period, first), second)).toEqual(periodsBack(period, first + second));
      }),
    );
  });
});

describe('planReportTime', () => {
  const october = parsePeriod('2026-10');
  const endInShanghai = Date.parse('2026-10-31T16:00:00Z');

  test('is the first local instant after the period', () => {
    expect(planReportTime(october, shanghai, endInShanghai)).toEqual({
      asOf: '2026-11-01 00:00:00',
      asOfWithOffset: '2026-11-01T00:00:00+08:00',
      isProvisional: false,
    });
  });

  test('refuses a period that is not over in its own zone', () => {
    expect(() => planReportTime(october, shanghai, endInShanghai - 1)).toThrow(/not over before 2026-11-01.*--as-of/);
    expect(() => planReportTime(october, 'America/New_York', endInShanghai)).toThrow(UserError);
  });

  test('--as-of makes it provisional, whatever the clock says', () => {
    expect(planReportTime(october, shanghai, 0, '2026-10-15')).toMatchObject({ asOf: '2026-10-15 00:00:00', isProvisional: true });
    expect(planReportTime(october, shanghai, 0, '2026-11-01')).toMatchObject({ asOf: '2026-11-01 00:00:00', isProvisional: true });
  });

  test.each(['2026-10-01', '2026-11-02', '2026-02-30', '2026-10', 'today'])('refuses --as-of %s', (date) => {
    expect(() => planReportTime(october, shanghai, endInShanghai, date)).toThrow(UserError);
  });

  test.each([
    ['2026-10', 'America/New_York', '2026-11-01T00:00:00-04:00'],
    ['2026-11', 'America/New_York', '2026-12-01T00:00:00-05:00'],
    ['2026-10', 'Asia/Kathmandu', '2026-11-01T00:00:00+05:45'],
    ['2026-10', 'UTC', '2026-11-01T00:00:00+00:00'],
    ['2026-10', 'America/St_Johns', '2026-11-01T00:00:00-02:30'],
    // Cuba's clocks skipped midnight on 1 April 2012: the day began at 01:00.
    ['2012-03', 'America/Havana', '2012-04-01T01:00:00-04:00'],
  ])('%s in %s ends at %s', (text, zone, expected) => {
    expect(planReportTime(parsePeriod(text), zone, Date.parse('2027-01-01')).asOfWithOffset).toBe(expected);
  });

  test('does not depend on the time zone of the process', () => {
    const before = process.env.TZ;
    const answers = ['America/New_York', 'Pacific/Kiritimati', 'UTC'].map((zone) => {
      process.env.TZ = zone;
      return planReportTime(october, shanghai, endInShanghai).asOfWithOffset;
    });
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(new Set(answers)).toEqual(new Set(['2026-11-01T00:00:00+08:00']));
  });
});

describe('instantOfLocal', () => {
  test('moves a skipped time later and takes the earlier of two', () => {
    // New York 2026: clocks go from 02:00 to 03:00 on 8 March and back from 02:00 to 01:00 on 1 November.
    expect(instantOfLocal('2026-03-08 02:30:00', 'America/New_York')).toBe(Date.parse('2026-03-08T03:30:00-04:00'));
    expect(instantOfLocal('2026-11-01 01:30:00', 'America/New_York')).toBe(Date.parse('2026-11-01T01:30:00-04:00'));
    // Lord Howe Island moves by half an hour.
    expect(instantOfLocal('2026-10-04 02:10:00', 'Australia/Lord_Howe')).toBe(Date.parse('2026-10-04T02:40:00+11:00'));
  });

  test('an instant read as local time leads back to itself, but for the later of two equal local times', () => {
    const zones = fc.constantFrom(shanghai, 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Tehran');
    const instants = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2100, 0) / 1000 }).map((seconds) => seconds * 1000);
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const back = instantOfLocal(localOfInstant(instant, zone), zone);
        expect(back).toBeLessThanOrEqual(instant);
        expect(localOfInstant(back, zone)).toBe(localOfInstant(instant, zone));
      }),
      { numRuns: 500 },
    );
  });
});

function isPeriod(text: string): boolean {
  try {
    return parsePeriod(text).name === text;
  } catch {
    return false;
  }
}
