import { describe, expect, test } from 'vitest';
import { binomialLowerTail } from '../../pipeline/statistics/binomial-tail.js';
import { type BeforeAfter, fallProbability, unitsForPower } from '../../pipeline/statistics/power.js';

const counts = (faultsBefore: number, unitsBefore: number, faultsAfter: number, unitsAfter: number): BeforeAfter => ({
  faultsBefore,
  unitsBefore,
  faultsAfter,
  unitsAfter,
});

describe('fallProbability', () => {
  test('12 in 2400 falling to 3 in 1800 is p .0595 (R poisson.test): not proven', () => {
    expect(fallProbability(counts(12, 2400, 3, 1800))).toBeCloseTo(0.0595, 4);
  });

  test('without faults nothing speaks for a fall; without units there is no test', () => {
    expect(fallProbability(counts(0, 10, 0, 10))).toBe(1);
    expect(fallProbability(counts(1, 0, 0, 10))).toBeNull();
    expect(fallProbability(counts(1, 10, 0, 0))).toBeNull();
  });
});

describe('unitsForPower', () => {
  test('no fault after, equal units: five faults in all give p = 1/32 < 0.05, so units grow by 5 ÷ faults now', () => {
    expect(unitsForPower(counts(2, 100, 0, 100))).toBe(250);
    expect(unitsForPower(counts(4, 100, 0, 100))).toBe(125);
  });

  // Smallest number of faults in all found with scipy 1.17 binom.cdf: 28, 35, 161, 21, 1991.
  test.each([
    [counts(12, 2400, 3, 1800), 3360],
    [counts(10, 1000, 4, 1000), 2500],
    [counts(20, 5000, 5, 2000), 12880],
    [counts(6, 300, 1, 200), 600],
    [counts(132, 1000, 118, 1000), 7964],
  ])('%j needs %d', (observed, units) => {
    expect(unitsForPower(observed)).toBe(units);
  });

  test('with that many units, and not with one fault fewer, the power is 80 %', () => {
    expect(powerOf(28, 1800 / 4200, 3 / 15)).toBeGreaterThanOrEqual(0.8);
    expect(powerOf(27, 1800 / 4200, 3 / 15)).toBeLessThan(0.8);
  });

  test('a smaller fall needs more units', () => {
    const needed = [0, 2, 4, 6, 8].map((faultsAfter) => unitsForPower(counts(10, 1000, faultsAfter, 1000)) ?? 0);
    expect(needed).toEqual([...needed].sort((left, right) => left - right));
    expect(new Set(needed).size).toBe(5);
  });

  test('a fall hardly there is answered by the normal approximation, which goes on where exact counting ends', () => {
    expect(unitsForPower(counts(100, 1000, 99, 1000))).toBeGreaterThan(1_000_000);
    // Shares of faults after of .472 (1,991 faults, counted) and .4725 (2,041, approximated).
    const [exact = 0, approximate = 0] = [472, 472.5].map((after) => (unitsForPower(counts(1000 - after, 1e6, after, 1e6)) ?? 0) / 1e6);
    expect(approximate).toBeGreaterThan(exact);
    expect(approximate / exact).toBeLessThan(1.05);
  });

  test('nothing to prove: no fall, no faults, no units', () => {
    expect(unitsForPower(counts(3, 100, 3, 100))).toBeNull();
    expect(unitsForPower(counts(3, 100, 4, 100))).toBeNull();
    expect(unitsForPower(counts(0, 100, 0, 100))).toBeNull();
    expect(unitsForPower(counts(3, 100, 0, 0))).toBeNull();
    expect(unitsForPower(counts(3, 0, 0, 100))).toBeNull();
  });
});

/** Share of outcomes under the alternative that the test calls a fall, by going through all of them. */
function powerOf(faults: number, unitShare: number, faultShare: number): number {
  const outcomes = Array.from({ length: faults + 1 }, (_, after) => after);
  const called = outcomes.filter((after) => binomialLowerTail(after, faults, unitShare) < 0.05);
  return called.reduce(
    (sum, after) => sum + binomialLowerTail(after, faults, faultShare) - binomialLowerTail(after - 1, faults, faultShare),
    0,
  );
}
