import { expect, test } from 'vitest';
import { partsOf } from '../../pipeline/generate/parts.js';
import { planGeneration } from '../../pipeline/generate/plan.js';

const plan = planGeneration({ out: 'unused', tickets: 3001, months: 12, seed: 1, dirty: 0, lastMonth: '2026-10' });
const background = 2501;

test.each([
  { most: 10_000, parts: 1, edge: 'all months at once' },
  { most: 500, parts: 6, edge: 'two months at a time' },
  { most: 209, parts: 12, edge: 'just a month at a time' },
  { most: 208, parts: 24, edge: 'months in halves' },
  { most: 50, parts: 60, edge: 'months in fifths' },
])('$edge: every ticket and month once, in order', ({ most, parts }) => {
  const made = partsOf(plan, background, most);
  expect(made).toHaveLength(parts);
  let next = 0;
  for (const { slice } of made) {
    expect(slice.from).toBe(next);
    expect(slice.until - slice.from).toBeLessThanOrEqual(most);
    next = slice.until;
  }
  expect(next).toBe(background);
  const first = made.filter(({ number }) => number === 0);
  expect(first.flatMap(({ periods }) => periods.map(({ name }) => name))).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
  ]);
  expect(first.map(({ slice }) => slice.plantedFrom)).toEqual(['2025-11-01', ...first.slice(0, -1).map(({ slice }) => slice.plantedUntil)]);
  expect(made.filter(({ number }) => number > 0).every(({ slice }) => slice.plantedFrom === slice.plantedUntil)).toBe(true);
});
