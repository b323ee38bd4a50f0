import { expect, test } from 'vitest';
import { calendarDays, loadCalendar, parseCalendar, requireCovered } from '../../pipeline/config/calendar.js';

const days = calendarDays(loadCalendar());
const working = days.filter(({ isWorking }) => isWorking).map(({ day }) => day);

/** The n-th working day after a day; the day itself is not counted. */
function workingDaysAfter(day: string, count: number): string | undefined {
  return working.filter((other) => other > day)[count - 1];
}

// State Council notices for 2025 and 2026: 248 working days in each year; 2024 had 251.
test.each([
  [2024, 251],
  [2025, 248],
  [2026, 248],
])('China %i has %i working days', (year, count) => {
  expect(working.filter((day) => day.startsWith(`${year}-`))).toHaveLength(count);
});

test('the working days of 2026 by month', () => {
  const byMonth = Array.from(
    { length: 12 },
    (_, month) => working.filter((day) => Number(day.slice(5, 7)) === month + 1 && day.startsWith('2026')).length,
  );
  expect(byMonth).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
});

// State Council notices for 2025 and 2026: first and last days off, and make-up working days.
test('the working days of 2025 and 2026 are the weekdays but the days off, and the make-up days', () => {
  const off = [
    ['2025-01-01', '2025-01-01'],
    ['2025-01-28', '2025-02-04'],
    ['2025-04-04', '2025-04-06'],
    ['2025-05-01', '2025-05-05'],
    ['2025-05-31', '2025-06-02'],
    ['2025-10-01', '2025-10-08'],
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
    ['2026-09-25', '2026-09-27'],
    ['2026-10-01', '2026-10-07'],
  ] as const;
  const madeUp = [
    ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ];
  const isOff = (day: string): boolean => off.some(([first, last]) => first <= day && day <= last);
  const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const looked = days.filter(({ day }) => day >= '2025-01-01');
  const expected = looked.map(({ day }) => day).filter((day) => madeUp.includes(day) || (isWeekday(day) && !isOff(day)));
  expect(looked.filter(({ isWorking }) => isWorking).map(({ day }) => day)).toEqual(expected);
  expect(looked).toHaveLength(730);
});

// Starting day not counted.
test.each([
  ['2026-09-24', '2026-09-29', '2026-09-30', '2026-10-12'],
  ['2026-09-30', '2026-10-09', '2026-10-10', '2026-10-15'],
  ['2026-02-13', '2026-02-24', '2026-02-25', '2026-03-02'],
  ['2026-04-30', '2026-05-07', '2026-05-08', '2026-05-13'],
  ['2025-01-24', '2025-01-27', '2025-02-05', '2025-02-10'],
])('2, 3 and 7 working days after %s', (start, two, three, seven) => {
  expect([2, 3, 7].map((count) => workingDaysAfter(start, count))).toEqual([two, three, seven]);
});

test('weekends are off and make-up days are not', () => {
  const isWorking = new Map(days.map((day) => [day.day, day.isWorking]));
  expect(['2026-10-10', '2026-10-11', '2026-10-01', '2026-10-08', '2024-02-04', '2024-02-12'].map((day) => isWorking.get(day))).toEqual([
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
});

test('each day knows the next working day and the end of what is covered', () => {
  const at = new Map(days.map((day) => [day.day, day]));
  expect(at.get('2026-06-19')).toMatchObject({ nextWorkingOn: '2026-06-22', coveredThrough: '2026-12-31' });
  expect(at.get('2026-06-18')).toMatchObject({ nextWorkingOn: '2026-06-18' });
  expect(at.get('2026-12-31')).toMatchObject({ nextWorkingOn: '2026-12-31' });
});

test('running totals of years apart never meet', () => {
  const apart = calendarDays(parseCalendar('{"years": [2026, 2024], "off": [], "work": [], "source": "test"}', 'c.json'));
  const lastOfFirst = apart.filter(({ coveredThrough }) => coveredThrough === '2024-12-31').at(-1);
  const firstOfLast = apart.find(({ coveredThrough }) => coveredThrough === '2026-12-31');
  expect(firstOfLast?.day).toBe('2026-01-01');
  expect((firstOfLast?.workingDaysThrough ?? 0) - (lastOfFirst?.workingDaysThrough ?? 0)).toBeGreaterThan(100_000);
  expect(apart.filter(({ nextWorkingOn }) => nextWorkingOn === null).map(({ day }) => day)).toEqual([]);
});

test('a period in a year without a notice is an error that says how to add it', () => {
  const calendar = loadCalendar();
  expect(() => requireCovered(calendar, '2026-12-28', '2027-01-04')).toThrow(
    /covers 2024, 2025, 2026, but the period needs 2027.*add the year to "years"/,
  );
  expect(() => requireCovered(calendar, '2026-12-01', '2027-01-01')).not.toThrow();
  expect(() => requireCovered(calendar, '2023-12-25', '2024-01-01')).toThrow(/needs 2023/);
});

test.each([
  ['{"years": [2026], "off": ["2026-13-01"], "work": [], "source": "x"}', /cal\.json:1: off\[1\]: must be a date/],
  ['{"years": [2026], "off": ["2027-01-01"], "work": [], "source": "x"}', /2027-01-01 lies in no year/],
  ['{"years": [2026], "off": ["2026-01-01"], "work": ["2026-01-01"], "source": "x"}', /in both "off" and "work"/],
  ['{"years": [2026], "of": [], "off": [], "work": [], "source": "x"}', /unknown key "of"; did you mean "off"\?/],
  ['{"years": [], "off": [], "work": [], "source": "x"}', /must name at least one year/],
  ['{"years": [2026], "off": [], "work": []}', /source: is missing/],
])('%s is refused', (text, message) => {
  expect(() => parseCalendar(text, 'cal.json')).toThrow(message);
});

test('a calendar that cannot be read names the file', () => {
  expect(() => loadCalendar('nowhere/calendar.json')).toThrow(/nowhere\/calendar\.json: the calendar cannot be read/);
});

test('a file indented with tabs is read', () => {
  const text = JSON.stringify({ years: [2027], off: ['2027-01-01'], work: [], source: 'notice' }, null, '\t');
  expect(parseCalendar(text, 'cal.json')).toMatchObject({ years: [2027], source: 'notice' });
});
