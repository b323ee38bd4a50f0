import { expect, test } from 'vitest';
import { type GenerateOptions, planGeneration } from '../../pipeline/generate/plan.js';

const sound: GenerateOptions = { out: 'unused', tickets: 3250, months: 13, seed: 1, dirty: 0, lastMonth: '2026-10' };

test('the months end with the last one', () => {
  const { firstMonth, lastMonth } = planGeneration(sound);
  expect([firstMonth.name, lastMonth.name]).toEqual(['2025-10', '2026-10']);
});

test.each([
  { changed: { tickets: 1750, months: 7 }, edge: 'the fewest' },
  { changed: { tickets: 30_000_000 }, edge: 'the most tickets' },
  { changed: { tickets: 8500, months: 34 }, edge: 'back to the first year of the calendar' },
  { changed: { lastMonth: '2026-12' }, edge: 'up to its last' },
  { changed: { dirty: 0.5, seed: 0 }, edge: 'half of the rows faulty' },
])('$edge is accepted', ({ changed }) => {
  expect(() => planGeneration({ ...sound, ...changed })).not.toThrow();
});

test.each([
  { changed: { tickets: 3249 }, says: /--tickets .* from 3250 .*250 tickets a month/ },
  { changed: { tickets: 30_000_001 }, says: /--tickets .* to 30000000/ },
  { changed: { tickets: Number.NaN }, says: /--tickets/ },
  { changed: { tickets: 4000.5 }, says: /--tickets .* whole number/ },
  { changed: { months: 6 }, says: /--months .* from 7/ },
  { changed: { tickets: 8750, months: 35 }, says: /begin in 2023-12.*covers 2024 to 2026.*--last-month/ },
  { changed: { lastMonth: '2027-01' }, says: /covers 2024 to 2026/ },
  { changed: { lastMonth: '2026-W40' }, says: /--last-month must be a month/ },
  { changed: { lastMonth: 'October' }, says: /October/ },
  { changed: { seed: -1 }, says: /--seed/ },
  { changed: { dirty: 0.51 }, says: /--dirty .*0\.005/ },
  { changed: { dirty: Number.NaN }, says: /--dirty/ },
])('$changed is refused', ({ changed, says }) => {
  expect(() => planGeneration({ ...sound, ...changed })).toThrow(says);
});

test('the company grows with the tickets, so that a lot keeps few of the faults', () => {
  const small = planGeneration(sound);
  const large = planGeneration({ ...sound, tickets: 10_000_000 });
  const units = (plan: typeof small): number => plan.models * plan.lotsPerCampaign * plan.unitsPerLot;
  expect(units(large) / units(small)).toBeGreaterThan(0.5 * (large.tickets / small.tickets));
});
