import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ControlChart,
  fewestPoints,
  individualsChart,
  laneyChart,
  nelsonRules,
  type Proportion,
  proportionChart,
} from '../../pipeline/statistics/control-limits.js';

const paired = (count: readonly number[], size: readonly number[]): Proportion[] =>
  count.map((value, index) => ({ count: value, size: size[index] ?? 0 }));

/** Numbers of the points, from 1, that show a rule. */
const hits = (chart: ControlChart, rule: 1 | 2) => chart.points.flatMap(({ rules }, index) => (rules.includes(rule) ? [index + 1] : []));

describe('individualsChart', () => {
  // R package qcc, data set viscosity, first 20; limits recomputed with R 4.2.
  const viscosity = [
    34.05, 34.4, 33.59, 35.96, 34.7, 33.51, 33.79, 34.04, 34.52, 33.75, 33.27, 33.71, 34.03, 34.58, 34.02, 33.97, 34.05, 34.04, 33.73,
    34.05,
  ];

  test('viscosity (qcc)', () => {
    const chart = individualsChart(viscosity);
    expect(chart.centre).toBeCloseTo(34.088, 10);
    expect(chart.points[0]?.lower).toBeCloseTo(32.56504, 5);
    expect(chart.points[0]?.upper).toBeCloseTo(35.61096, 5);
    // σ = mean moving range .572632 ÷ 1.128 = .5076521
    expect(((chart.points[0]?.upper ?? 0) - (chart.centre ?? 0)) / 3).toBeCloseTo(0.5076521, 7);
    expect(hits(chart, 1)).toEqual([4]);
  });

  test('a period without a value changes nothing for the others', () => {
    const chart = individualsChart([...viscosity.slice(0, 7), null, ...viscosity.slice(7)]);
    expect(chart.points[7]).toEqual({ value: null, lower: null, upper: null, rules: [] });
    expect(chart.points.filter(({ value }) => value !== null)).toEqual(individualsChart(viscosity).points);
  });

  test('limits are given from the fewest points on', () => {
    const short = individualsChart([1, 2, null, 3, 4, 99]);
    expect(short.centre).toBeNull();
    expect(short.points.map(({ upper, rules }) => [upper, rules])).toEqual(Array(6).fill([null, []]));
    expect(individualsChart([1, 2, null, 3, 4, 5, 6]).centre).toBe(3.5);
    expect(individualsChart([])).toEqual({ centre: null, points: [] });
    expect(fewestPoints).toBe(6);
  });

  test('a series that never moves gives no signal, whatever rounding does to its mean', () => {
    const chart = individualsChart(Array(13).fill(0.1));
    expect([...hits(chart, 1), ...hits(chart, 2)]).toEqual([]);
  });

  test('moving and stretching the series moves and stretches the chart', () => {
    const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 20 });
    fc.assert(
      fc.property(series, fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.5, 2, 3), (values, shift, factor) => {
        const before = individualsChart(values);
        const after = individualsChart(values.map((value) => value * factor + shift));
        for (const [index, point] of after.points.entries()) {
          expect(point.upper).toBeCloseTo((before.points[index]?.upper ?? Number.NaN) * factor + shift, 6);
          expect(point.rules).toEqual(before.points[index]?.rules);
        }
      }),
    );
  });
});

describe('proportionChart', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2 (pmc332): wafers with defective chips, n = 50.
  const defectives = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];

  test('wafers (NIST)', () => {
    const chart = proportionChart(paired(defectives, Array(30).fill(50)));
    expect(chart.centre).toBeCloseTo(0.2313333333, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(0.05242755, 8);
    expect(chart.points[0]?.upper).toBeCloseTo(0.4102391, 7);
    expect(hits(chart, 1)).toEqual([15, 23]);
  });

  test('limits stay within 0 and 1 and widen with fewer units; a period without units has no point', () => {
    const chart = proportionChart([...paired([1, 0, 1, 0, 1, 9], [10, 10, 10, 10, 10, 1000]), { count: 0, size: 0 }, null]);
    expect(chart.points[0]?.lower).toBe(0);
    expect((chart.points[0]?.upper ?? 0) > (chart.points[5]?.upper ?? 1)).toBe(true);
    expect(chart.points.slice(6).map(({ value, upper }) => [value, upper])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('laneyChart', () => {
  // R package qicharts2, data set nhs_accidents: attendances seen within four hours.
  const seen = [
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353, 256820, 261835, 259144, 255910,
    260863, 264465, 260989,
  ];
  const attended = [
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629, 268091, 276803, 271578, 266005,
    273520, 278574, 273772,
  ];
  const weeks = paired(seen, attended);

  test('accidents (qicharts2): p′ finds no signal where the plain chart puts 16 weeks beyond its limits', () => {
    const chart = laneyChart(weeks);
    expect(chart.centre).toBeCloseTo(0.9528997, 7);
    expect(chart.points[0]?.value).toBeCloseTo(0.950286, 6);
    expect(chart.points[0]?.lower).toBeCloseTo(0.94013, 6);
    expect(chart.points[0]?.upper).toBeCloseTo(0.96567, 6);
    expect(hits(chart, 1)).toEqual([]);
    expect(hits(proportionChart(weeks), 1)).toHaveLength(16);
  });

  test('stretches the limits of the plain chart by σz = 10.64042', () => {
    const widthOf = (chart: ControlChart) => (chart.points[0]?.upper ?? 0) - (chart.centre ?? 0);
    expect(widthOf(laneyChart(weeks)) / widthOf(proportionChart(weeks))).toBeCloseTo(10.64042, 5);
  });

  test('all or none satisfied: limits close on the line, without a signal', () => {
    for (const count of [0, 20]) {
      const chart = laneyChart(paired(Array(9).fill(count), Array(9).fill(20)));
      expect(chart.points.map(({ lower, upper, rules }) => [lower, upper, rules])).toEqual(Array(9).fill([count / 20, count / 20, []]));
    }
  });
});

describe('nelsonRules', () => {
  const hitsOf = (values: readonly (number | null)[], rule: 1 | 2) =>
    nelsonRules(values, 0, () => 1).flatMap((rules, index) => (rules.includes(rule) ? [index + 1] : []));

  test('rule 1: beyond 3 σ on either side; exactly 3 σ is no hit', () => {
    expect(hitsOf([0, 3.2, -3.4, 3], 1)).toEqual([2, 3]);
  });

  test('rule 2: the ninth point on one side and each later one', () => {
    expect(hitsOf([...Array(10).fill(0.5), ...Array(10).fill(-0.5)], 2)).toEqual([9, 10, 19, 20]);
  });

  test('rule 2: a point on the centre ends a run, one without a value does not', () => {
    expect(hitsOf([...Array(8).fill(0.5), 0, 0.5], 2)).toEqual([]);
    expect(hitsOf([...Array(8).fill(0.5), null, 0.5], 2)).toEqual([10]);
  });
});
