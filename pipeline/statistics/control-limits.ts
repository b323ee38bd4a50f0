/** Fewest points that get limits: with fewer, limits are too uncertain to act on (Wheeler: five or six at least). */
export const fewestPoints = 6;

/** d2 for moving ranges of two: the mean moving range of a normal series is 1.128 σ. */
const meanRangePerSigma = 1.128;

export type NelsonRule = 1 | 2;

export interface ChartPoint {
  /** Null where the period has no value; such a point is passed over. */
  readonly value: number | null;
  /** Null where the chart has too few points or the point no value. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Rules that this point completes or continues. */
  readonly rules: readonly NelsonRule[];
}

export interface ControlChart {
  /** Null when the chart has fewer than `fewestPoints` values: then it has no limits and no signals. */
  readonly centre: number | null;
  readonly points: readonly ChartPoint[];
}

/** A number of events of a number of units, `count ≤ size`; null or size 0 is a period without a value. */
export interface Proportion {
  readonly count: number;
  readonly size: number;
}

/**
 * XmR chart of single values, oldest first: limits at mean ± 3 σ, σ = mean moving range ÷ 1.128 (Shewhart individuals
 * chart, NIST/SEMATECH e-Handbook 6.3.2.2). A moving range is taken between neighbours that have a value.
 */
export function individualsChart(values: readonly (number | null)[]): ControlChart {
  const known = values.filter((value) => value !== null);
  const centre = mean(known);
  const sigma = meanMovingRange(known) / meanRangePerSigma;
  return chart(values, centre, () => sigma);
}

/** p chart: limits at p̄ ± 3 √(p̄(1−p̄)/n), within 0 and 1 (NIST/SEMATECH e-Handbook 6.3.3.2). */
export function proportionChart(proportions: readonly (Proportion | null)[]): ControlChart {
  const known = withSize(proportions);
  const centre = pooled(known);
  return within01(chart(proportions.map(shareOf), centre, (index) => deviation(centre, proportions[index])));
}

/**
 * Laney's p′ chart: the p chart's limits stretched by σz, the mean moving range of the standardised shares ÷ 1.128, so
 * that large samples do not put every point beyond them (Laney 2002, Quality Engineering 14:531).
 */
export function laneyChart(proportions: readonly (Proportion | null)[]): ControlChart {
  const known = withSize(proportions);
  const centre = pooled(known);
  const standardised = known.map((proportion) => standardise(proportion, centre));
  const stretch = meanMovingRange(standardised) / meanRangePerSigma;
  return within01(chart(proportions.map(shareOf), centre, (index) => deviation(centre, proportions[index]) * stretch));
}

/**
 * Nelson's rules 1 (one point more than 3 σ from the centre; exactly 3 σ is none) and 2 (nine points in a row on one
 * side). A hit is the last point of the pattern and each later one. Points without a value are passed over; one on the
 * centre line ends a run. Nelson 1984, J. Quality Technology 16:237.
 */
export function nelsonRules(values: readonly (number | null)[], centre: number, sigma: (index: number) => number): NelsonRule[][] {
  let run = 0;
  return values.map((value, index) => {
    if (value === null) return [];
    const distance = withoutRounding(value - centre, Math.max(Math.abs(value), Math.abs(centre)));
    const side = Math.sign(distance);
    run = side === Math.sign(run) ? run + side : side;
    const isBeyond = withoutRounding(Math.abs(distance) - 3 * sigma(index), Math.abs(distance)) > 0;
    return [...(isBeyond ? [1 as const] : []), ...(Math.abs(run) >= 9 ? [2 as const] : [])];
  });
}

/** 0 for what rounding leaves of equal numbers of that size: the mean of six times 0.1 is not 0.1. */
function withoutRounding(difference: number, size: number): number {
  return Math.abs(difference) <= size * 1e-12 ? 0 : difference;
}

function chart(values: readonly (number | null)[], centre: number, sigma: (index: number) => number): ControlChart {
  if (values.filter((value) => value !== null).length < fewestPoints) {
    return { centre: null, points: values.map((value) => ({ value, lower: null, upper: null, rules: [] })) };
  }
  const rules = nelsonRules(values, centre, sigma);
  const points = values.map((value, index) => ({
    value,
    lower: value === null ? null : centre - 3 * sigma(index),
    upper: value === null ? null : centre + 3 * sigma(index),
    rules: rules[index] ?? [],
  }));
  return { centre, points };
}

function within01({ centre, points }: ControlChart): ControlChart {
  const clipped = (limit: number | null): number | null => (limit === null ? null : Math.min(1, Math.max(0, limit)));
  return { centre, points: points.map((point) => ({ ...point, lower: clipped(point.lower), upper: clipped(point.upper) })) };
}

function withSize(proportions: readonly (Proportion | null)[]): Proportion[] {
  return proportions.filter((proportion) => proportion !== null).filter(({ size }) => size > 0);
}

function pooled(proportions: readonly Proportion[]): number {
  return sum(proportions.map(({ count }) => count)) / sum(proportions.map(({ size }) => size));
}

function shareOf(proportion: Proportion | null): number | null {
  return proportion && proportion.size > 0 ? proportion.count / proportion.size : null;
}

function deviation(centre: number, proportion: Proportion | null | undefined): number {
  return proportion ? Math.sqrt((centre * (1 - centre)) / proportion.size) : Number.NaN;
}

/** 0 where every share is 0 or every share is 1: there is nothing to measure in. */
function standardise(proportion: Proportion, centre: number): number {
  const scale = deviation(centre, proportion);
  return scale > 0 ? (proportion.count / proportion.size - centre) / scale : 0;
}

function meanMovingRange(values: readonly number[]): number {
  return mean(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value))));
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
