import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { addToCalendar } from '../../pipeline/config/calendar-addition.js';
import { temporaryFolder } from '../run/example.js';

const before = { years: [2025, 2026], off: ['2025-01-01', '2026-01-01'], work: ['2026-01-04'], source: 'A' };
const notice = { years: [2027], off: ['2027-01-01'], work: ['2027-01-03'], source: 'B' };

function files(calendar: unknown, added: unknown): { calendar: string; notice: string } {
  const folder = temporaryFolder();
  const written = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(folder, name);
  };
  return { calendar: written('calendar.json', calendar), notice: written('notice.json', added) };
}

test('the years of a notice are added, with their days and its name', () => {
  const { calendar, notice: file } = files(before, notice);
  expect(addToCalendar(calendar, file)).toEqual({ calendar, added: [2027], years: [2025, 2026, 2027], days_off: 1, make_up_days: 1 });
  expect(JSON.parse(readFileSync(calendar, 'utf8'))).toEqual({
    years: [2025, 2026, 2027],
    off: ['2025-01-01', '2026-01-01', '2027-01-01'],
    work: ['2026-01-04', '2027-01-03'],
    source: 'A、B',
  });
  expect(loadCalendar(calendar).years).toEqual([2025, 2026, 2027]);
});

test('what is there already is not added twice', () => {
  const { calendar, notice: file } = files(before, { ...before, years: [2026], off: ['2026-01-01'] });
  const text = readFileSync(calendar, 'utf8');
  expect(addToCalendar(calendar, file).added).toEqual([]);
  expect(readFileSync(calendar, 'utf8')).toBe(text);
});

describe('refused, and the calendar left as it is', () => {
  test.each([
    ['a year that is there with other days', before, { ...before, off: ['2025-01-01', '2026-01-02'] }, /2026 is there already/],
    [
      'a make-up day from Monday to Friday',
      before,
      { ...notice, work: ['2027-01-04'] },
      /2027-01-04 is in "work" and no Saturday or Sunday/,
    ],
    ['a year without a day off', before, { ...notice, off: [] }, /2027 has no day in "off"/],
    ['a day of another year', before, { ...notice, off: ['2028-01-01'] }, /lies in no year/],
    ['a key that is none', before, { ...notice, of: [] }, /unknown key "of"/],
    ['a calendar with comments', `# ours\n${JSON.stringify(before)}`, notice, /is no JSON/],
  ])('%s', (_name, calendarContent, noticeContent, says) => {
    const { calendar, notice: file } = files(calendarContent, noticeContent);
    const text = readFileSync(calendar, 'utf8');
    expect(() => addToCalendar(calendar, file)).toThrow(says);
    expect(readFileSync(calendar, 'utf8')).toBe(text);
  });

  test('no calendar of its own', () => {
    expect(() => addToCalendar(undefined, files(before, notice).notice)).toThrow(/names no calendar/);
  });
});
