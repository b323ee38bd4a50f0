import { expect, test } from 'vitest';
import { orderedTime } from '../../pipeline/ingest/ordered-times.js';

test.each([
  ['25/Feb/26 10:17 PM', '2026-02-25 22:17'],
  ['01/Oct/26 12:05 AM', '2026-10-01 00:05'],
  ['1 October 2026', '2026-10-01'],
  ['3rd Sept 2026, 9:05', '2026-09-03 09:05'],
  ['Feb 25, 2026 10:17:09 am', '2026-02-25 10:17:09'],
  ['2026-02-25 10:17 PM', '2026-02-25 22:17'],
  ['25-Feb-2026 10:17\u202fPM', '2026-02-25 22:17'],
])('%s names its month: %s in either order', (raw, expected) => {
  expect([orderedTime(raw, 'day_first'), orderedTime(raw, 'month_first')]).toEqual([expected, expected]);
});

test.each([
  ['8/10/2026 9:05', '2026-10-08 09:05', '2026-08-10 09:05'],
  ['08.10.26', '2026-10-08', '2026-08-10'],
  ['10-8-2026 09:05:07 +0800', '2026-08-10 09:05:07+0800', '2026-10-08 09:05:07+0800'],
  ['12/12/2026 00:30 UTC', '2026-12-12 00:30Z', '2026-12-12 00:30Z'],
])('%s is %s day first, %s month first', (raw, dayFirst, monthFirst) => {
  expect([orderedTime(raw, 'day_first'), orderedTime(raw, 'month_first')]).toEqual([dayFirst, monthFirst]);
});

test.each(['2026-10-03 09:30', '10/25/2026', '1/2/2026 13:05 PM', '1/2/2026 0:30 AM', '25/Fib/26', '2026年10月3日', 'n/a', ''])(
  '%s is given back as it is, to be understood or rejected',
  (raw) => {
    expect(orderedTime(raw, 'day_first')).toBe(raw);
  },
);
