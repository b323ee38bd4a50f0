import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialLowerTail, binomialProbability, binomialUpperTail } from '../../pipeline/statistics/binomial-tail.js';

/** To 1e-11 relative, down to where doubles lose precision. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * expected + 1e-307);
}

describe('against sums of exact terms in 60 digits (mpmath 1.3)', () => {
  test.each([
    // k, n, p, P(X ≥ k), P(X ≤ k)
    [0, 10, 0.3, 1.0, 0.0282475249],
    [10, 10, 0.3, 5.9049e-6, 1.0],
    [1, 10, 0.3, 0.9717524751, 0.1493083459],
    [3, 10, 0.3, 0.6172172136, 0.6496107184],
    [7, 20, 0.5, 0.942340850830078, 0.131587982177734],
    [5, 5, 0.01, 1.0e-10, 1.0],
    [12, 13, 0.2, 4.34176e-8, 0.9999999991808],
    [15, 32, 0.25, 0.00596341253408756, 0.997997043792605],
    [200, 100000, 0.002, 0.509431648636918, 0.518794319096761],
    // p tiny
    [1, 1000000, 1e-9, 0.000999500167124509, 0.999999500333707],
    [3, 1000000, 1e-9, 1.6654121740261e-10, 0.999999999999958],
    [5, 1000000, 1e-6, 0.00365982383490227, 0.999405821313726],
    // n large, near the mean and at its end
    [500000, 1000000, 0.5, 0.500398942180666, 0.500398942180666],
    [501500, 1000000, 0.5, 0.00135432765302988, 0.998654536021635],
    [498000, 1000000, 0.5, 0.999968462988065, 3.1804668750412e-5],
    [1000000, 1000000, 0.999999, 0.367879257221066, 1.0],
    [999990, 1000000, 0.999999, 0.99999998995269, 1.1142142331777e-7],
    // far tails
    [30, 45, 0.1, 7.5016650253026e-20, 1.0],
    [80, 200, 0.05, 3.1361238010093e-50, 1.0],
    [100, 1000000, 1e-5, 5.3769845256395e-63, 1.0],
    [60, 1000000, 1e-6, 4.4870820057902e-83, 1.0],
    [250, 1000, 0.01, 2.648539812393e-261, 1.0],
    [2, 1000, 0.5, 1.0, 4.6709937432448e-296],
    // below the smallest double: 2.5e-411 and 8.3e-891
    [320000, 1000000, 0.3, 0, 1.0],
    [40, 1000, 0.9, 1.0, 0],
  ])('k = %d, n = %d, p = %d', (k, n, p, upper, lower) => {
    expectClose(binomialUpperTail(k, n, p), upper);
    expectClose(binomialLowerTail(k, n, p), lower);
  });
});

describe('against R 4.2 poisson.test, which is a conditional binomial test', () => {
  test('12 in 2400 falling to 3 in 1800: one-sided p .0595', () => {
    expect(binomialLowerTail(3, 15, 1800 / 4200)).toBeCloseTo(0.0595, 4);
  });

  test('11 in 800 against 21 in 3011: two-sided p .079669, the sum of all counts no likelier than 11', () => {
    const counts = Array.from({ length: 33 }, (_, count) => binomialProbability(count, 32, 800 / 3811));
    const observed = counts[11] ?? 0;
    const twoSided = counts
      .filter((probability) => probability <= observed * (1 + 1e-7))
      .reduce((sum, probability) => sum + probability, 0);
    expect(twoSided).toBeCloseTo(0.079669, 6);
    expect(11 / 800 / (21 / 3011)).toBeCloseTo(1.971488, 6);
  });
});

describe('edges', () => {
  test('counts outside 0 to n', () => {
    expect([binomialUpperTail(-1, 5, 0.3), binomialUpperTail(6, 5, 0.3)]).toEqual([1, 0]);
    expect([binomialLowerTail(-1, 5, 0.3), binomialLowerTail(6, 5, 0.3)]).toEqual([0, 1]);
    expect([binomialProbability(-1, 5, 0.3), binomialProbability(6, 5, 0.3)]).toEqual([0, 0]);
  });

  test('nothing drawn, and certain outcomes', () => {
    expect([binomialUpperTail(0, 0, 0.3), binomialLowerTail(0, 0, 0.3)]).toEqual([1, 1]);
    expect([binomialUpperTail(1, 5, 0), binomialLowerTail(0, 5, 0)]).toEqual([0, 1]);
    expect([binomialUpperTail(5, 5, 1), binomialLowerTail(4, 5, 1)]).toEqual([1, 0]);
  });

  test.each([
    [1, -1, 0.5],
    [1, 1.5, 0.5],
    [1, 5, -0.1],
    [1, 5, 1.1],
    [1, 5, Number.NaN],
  ])('k = %d, n = %d, p = %d is no distribution', (k, n, p) => {
    expect(() => binomialUpperTail(k, n, p)).toThrow(RangeError);
    expect(() => binomialLowerTail(k, n, p)).toThrow(RangeError);
  });
});

describe('laws', () => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1_000_000 }));
  const draws = fc.tuple(sizes, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }));

  test('the tails meet: P(X ≤ k) + P(X ≥ k + 1) = 1', () => {
    fc.assert(
      fc.property(draws, ([n, share, p]) => {
        const k = Math.floor(share * n);
        expect(binomialLowerTail(k, n, p) + binomialUpperTail(k + 1, n, p)).toBeCloseTo(1, 11);
      }),
    );
  });

  test('one more step of a tail is the probability of that count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, pick, p) => {
        const k = pick % (n + 1);
        const step = binomialUpperTail(k, n, p) - binomialUpperTail(k + 1, n, p);
        expect(Math.abs(step - binomialProbability(k, n, p))).toBeLessThan(1e-12);
      }),
    );
  });

  test('small distributions equal the products written out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(25), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, pick, p) => {
        const k = pick % (n + 1);
        let expected = 0;
        for (let count = n; count >= k; count--) expected += choose(n, count) * p ** count * (1 - p) ** (n - count);
        expectClose(binomialUpperTail(k, n, p), expected);
      }),
    );
  });
});

function choose(n: number, k: number): number {
  let product = 1;
  for (let step = 1; step <= k; step++) product = (product * (n - k + step)) / step;
  return product;
}
