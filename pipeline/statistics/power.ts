import { binomialLowerTail } from './binomial-tail.js';

/** Faults and units of the lots before and from an improvement (domain.md § 8 A4). */
export interface BeforeAfter {
  readonly faultsBefore: number;
  readonly unitsBefore: number;
  readonly faultsAfter: number;
  readonly unitsAfter: number;
}

const level = 0.05;
const power = 0.8;
const levelQuantile = 1.6448536269514722;
const powerQuantile = 0.8416212335729143;

/** Beyond this many faults the normal approximation is used: by then within a few per cent of the exact count. */
const exactUpTo = 2000;

/**
 * p of the one-sided conditional test for a fall: P(X ≤ faults after), X ~ Binomial(all faults, share of units after).
 * Null without units on either side.
 */
export function fallProbability({ faultsBefore, unitsBefore, faultsAfter, unitsAfter }: BeforeAfter): number | null {
  if (unitsBefore <= 0 || unitsAfter <= 0) return null;
  const units = unitsBefore + unitsAfter;
  return binomialLowerTail(faultsAfter, faultsBefore + faultsAfter, unitsAfter / units, unitsBefore / units);
}

/**
 * Units from the improvement on that give the test 80 % power at the 5 % level, were the observed rates the true ones
 * and the lots before to grow in step (A4 compares as many before as after). Always more than there are now.
 * Null where there is nothing to prove: no units, no faults before, or a rate that has not fallen.
 *
 * Of T faults in all, X after ~ Binomial(T, s) if nothing changed, s = share of units after, and ~ Binomial(T, t) under
 * the observed rates, t = share of faults after. T is the smallest for which the largest c with P(X ≤ c | s) < 0.05 has
 * P(X ≤ c | t) ≥ 0.8; beyond 2,000 faults T = ((1.645 √(s(1−s)) + 0.842 √(t(1−t))) ÷ (s − t))². The units needed are
 * those now × T ÷ faults now.
 */
export function unitsForPower(observed: BeforeAfter): number | null {
  const { faultsBefore, unitsBefore, faultsAfter, unitsAfter } = observed;
  const hasFallen = unitsBefore > 0 && unitsAfter > 0 && faultsAfter * unitsBefore < faultsBefore * unitsAfter;
  if (!hasFallen) return null;
  const faults = faultsBefore + faultsAfter;
  const needed = faultsNeeded(unitsAfter / (unitsBefore + unitsAfter), faultsAfter / faults);
  return Math.max(Math.ceil((unitsAfter * needed) / faults), unitsAfter + 1);
}

function faultsNeeded(unitShare: number, faultShare: number): number {
  const deviation = (share: number): number => Math.sqrt(share * (1 - share));
  const approximate = ((levelQuantile * deviation(unitShare) + powerQuantile * deviation(faultShare)) / (unitShare - faultShare)) ** 2;
  if (approximate > exactUpTo) return Math.ceil(approximate);
  // The critical count never falls as faults are added, so one pass finds it for every number of faults.
  let critical = -1;
  for (let faults = 1; ; faults++) {
    while (binomialLowerTail(critical + 1, faults, unitShare) < level) critical++;
    if (critical >= 0 && binomialLowerTail(critical, faults, faultShare) >= power) return faults;
  }
}
