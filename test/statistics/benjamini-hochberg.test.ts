import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg } from '../../pipeline/statistics/benjamini-hochberg.js';

// Benjamini and Hochberg 1995, section 4: four of fifteen hypotheses are rejected at .05.
const published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];

test('the example of the 1995 paper', () => {
  const adjusted = benjaminiHochberg(published);
  for (const [index, expected] of [0.0015, 0.003, 0.0095, 0.035625, 0.0603].entries()) expect(adjusted[index]).toBeCloseTo(expected, 12);
  expect(adjusted.filter((q) => q <= 0.05)).toHaveLength(4);
  expect(adjusted.at(-1)).toBe(1);
});

test('a larger p never gets a smaller q, and equal ones the same', () => {
  expect(benjaminiHochberg([0.01, 0.02, 0.02])).toEqual([0.02, 0.02, 0.02]);
  expect(benjaminiHochberg([0.04, 0.01])).toEqual([0.04, 0.02]);
  expect(benjaminiHochberg([0.3])).toEqual([0.3]);
  expect(benjaminiHochberg([])).toEqual([]);
});

test('the order of the tests does not matter; q lies between p and 1 and rejects as the step-up procedure does', () => {
  const lists = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
  fc.assert(
    fc.property(lists, (pValues) => {
      const adjusted = benjaminiHochberg(pValues);
      expect(benjaminiHochberg([...pValues].reverse())).toEqual([...adjusted].reverse());
      for (const [index, q] of adjusted.entries()) {
        expect(q).toBeLessThanOrEqual(1);
        expect(q).toBeGreaterThanOrEqual(pValues[index] ?? 0);
      }
      expect(adjusted.filter((q) => q <= 0.05)).toHaveLength(rejectedByStepUp(pValues, 0.05));
    }),
  );
});

/** The procedure as the paper states it: reject the k smallest, k the largest with p(k) ≤ k/m α. */
function rejectedByStepUp(pValues: readonly number[], level: number): number {
  const ascending = [...pValues].sort((left, right) => left - right);
  const ranks = ascending.map((p, index) => (p * (ascending.length / (index + 1)) <= level ? index + 1 : 0));
  return Math.max(0, ...ranks);
}
