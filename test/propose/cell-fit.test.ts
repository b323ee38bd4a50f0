import { expect, test } from 'vitest';
import { columnOf, contractOf } from '../../pipeline/contracts/index.js';
import { cellFit, findDateOrder } from '../../pipeline/propose/cell-fit.js';

const zone = 'Asia/Shanghai';

test.each([
  [['10/8/2026', '25/8/2026'], { order: 'day_first', isUnclear: false }],
  [['10/8/2026', '8/25/2026'], { order: 'month_first', isUnclear: false }],
  [['10/8/2026', '9/8/2026'], { isUnclear: true }],
  [['25/Feb/26 10:17 PM', ''], { order: 'day_first', isUnclear: false }],
  [['1790902800000'], { order: 'epoch_milliseconds', isUnclear: false }],
  [['2026-10-03 09:30', '', '2026/10/4'], { isUnclear: false }],
  [['soon', 'Ada'], { isUnclear: false }],
])('%j: %j', (cells, expected) => {
  expect(findDateOrder(cells, zone)).toEqual(expected);
});

test('the share of cells a column understands leaves empty ones out', () => {
  const column = columnOf(contractOf('tickets'), 'accepted_at');
  expect(cellFit(column, ['2026-10-03', '3/10/2026', 'soon', '', 'Ada'], { zone })).toBe(0.5);
  expect(cellFit(column, ['', ' '], { zone })).toBeNull();
});
