import { expect, test } from 'vitest';
import { decimalText, isoDate, isoTime } from '../../pipeline/publish/exact-text.js';

test.each([
  [0n, 4, '0.0000'],
  [-1n, 4, '-0.0001'],
  [1234500n, 4, '123.4500'],
  [-7n, 0, '-7'],
  [99999999999999999999999999999999999999n, 4, '9999999999999999999999999999999999.9999'],
])('decimal %s at scale %s is %s', (unscaled, scale, text) => {
  expect(decimalText(unscaled, scale)).toBe(text);
});

test('dates and local times are ISO, with a fraction only where there is one', () => {
  expect([isoDate(0), isoDate(20_729), isoDate(-1)]).toEqual(['1970-01-01', '2026-10-03', '1969-12-31']);
  expect(isoTime(1_791_019_800_000_000n)).toBe('2026-10-03T09:30:00');
  expect(isoTime(1_791_019_800_000_001n)).toBe('2026-10-03T09:30:00.000001');
  expect(isoTime(-1n)).toBe('1969-12-31T23:59:59.999999');
});
