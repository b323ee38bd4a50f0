import { expect, test } from 'vitest';
import { parseDuration, textAfter } from '../../pipeline/ingest/durations.js';

test.each([
  ['6小时30分钟', 23_400],
  ['1天2小时', 93_600],
  ['26:05', 93_900],
  ['0:00:59', 59],
  ['1d 2h', 93_600],
  ['2 hours, 5 min', 7500],
  ['90', 5400],
  ['1.5', 90],
  ['３０分', 1800],
])('%s is %i seconds', (raw, seconds) => {
  expect(parseDuration(raw, 'minutes')).toBe(seconds);
});

test.each(['', '-5', '1w', 'soon', '1:75', '5 5', '3 parsecs'])('%j is no length of time', (raw) => {
  expect(parseDuration(raw, 'hours')).toBeNull();
});

const after = (start: string, length: string, zone = 'Asia/Shanghai', unit = 'minutes'): string =>
  textAfter([start, unit, length].join('\x1f'), zone);

test('a length is added between instants: over the hour that clocks skip', () => {
  expect(after('2026-10-03 23:30', '6小时30分钟')).toBe('2026-10-04 06:00');
  expect(after('2026-10-03 23:30:15', '45')).toBe('2026-10-04 00:15:15');
  // Clocks of New York go from 02:00 to 03:00 on 8 March 2026.
  expect(after('2026-03-08 01:30', '1', 'America/New_York', 'hours')).toBe('2026-03-08 03:30');
});

test('where start or length is not understood, both are shown', () => {
  expect(after('2026-10-03 23:30', 'soon')).toBe('2026-10-03 23:30 + soon');
  expect(after('', '5')).toBe(' + 5');
});
