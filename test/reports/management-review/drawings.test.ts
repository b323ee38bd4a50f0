import { describe, expect, test } from 'vitest';
import { bulletSpec } from '../../../reports/management-review/bullet-chart.js';
import { curveDays, curveRows, curveSpec } from '../../../reports/management-review/completion-curve-chart.js';
import { funnelLow, funnelRows, funnelSpec } from '../../../reports/management-review/funnel-chart.js';
import { intervalRow, intervalSpec, intervalTicks, intervalTop } from '../../../reports/management-review/interval-chart.js';
import { paretoSpec } from '../../../reports/management-review/pareto-chart.js';
import { monthEnds, productionRows, productionSpec } from '../../../reports/management-review/production-months-chart.js';
import { scoreLeft, scoreSegments, scoreSpec } from '../../../reports/management-review/score-chart.js';
import { limitsOf, seriesOf } from '../../../reports/management-review/series.js';
import { sparklineRows, sparklineSpec } from '../../../reports/management-review/sparkline-chart.js';
import { trendDomain, trendRows, trendSpec } from '../../../reports/management-review/trend-chart.js';
import { Page } from '../../../reports/page.js';
import { type ChartRow, loadCharts } from '../../../reports/theme/charts.js';
import { expectPicture } from '../expect-picture.js';
import { sampleReportData } from '../sample-report-data.js';

const draw = await loadCharts();
const data = sampleReportData();
const page = new Page(data, 'zh-CN', draw);
const groups = data.tables.defect_groups ?? [];

function groupRow(id: string): ChartRow[] {
  return groups.filter((group) => group.group_id === id).map((group) => intervalRow(group, group.group_id));
}

describe('intervals', () => {
  test('a confirmed group: filled dot right of the limit', () =>
    expectPicture('interval-confirmed', intervalSpec(1, 0.2), groupRow('lot:L2409-17:E03')));
  test('an uncertain group: hollow dot, its line across the limit', () =>
    expectPicture('interval-uncertain', intervalSpec(1, 0.2), groupRow('slip:F2608-0031')));
  test('a cleared group: filled dot left of the limit', () =>
    expectPicture('interval-cleared', intervalSpec(0.4, 0.2), groupRow('lot:L2511-03:E11')));
  test('a quiet group: grey', () => expectPicture('interval-quiet', intervalSpec(1, 0.2), groupRow('lot:L2501-20:E10')));
  test('more units than shipped: the dot stays on the scale', () =>
    expectPicture('interval-beyond', intervalSpec(1, 0.2), groupRow('lot:L2512-08:W02')));

  test('the scale is as short as the intervals allow', () => {
    expect(intervalTop([], 0.2)).toBe(0.4);
    expect(intervalTop(groups, 0.2)).toBe(1);
    expect(intervalTicks(0.6)).toEqual([0, 0.2, 0.4, 0.6]);
  });
});

describe('bullets', () => {
  const words = { says: 'now', previous_says: 'before', target_says: 'target' };
  const row = { zero: 0, one: 1, compliance: 0.913, target: 0.95, previous: 0.944, ...words };
  test('below target: red', () => expectPicture('bullet-broken', bulletSpec, [{ ...row, state: 'broken' }]));
  test('few cases: a dot each, full when in time, and nothing that is read as a rate', () =>
    expectPicture(
      'bullet-few',
      bulletSpec,
      [true, true, false].map((is_met, index) => ({ ...row, state: 'few', place: (index + 0.5) / 10, is_met })),
    ));
});

test('a frequency: one bar in shares of the longest', () => expectPicture('pareto', paretoSpec, [{ zero: 0, share: 0.4, says: 'E03' }]));

describe('scores', () => {
  const row = data.tables.satisfaction_by_measure_and_dimension?.find((candidate) => candidate.member === '华东二组');
  const says = (score: number, answers: number) => `${score}: ${answers}`;

  test('lie around the middle of the 3s and add up to one', () => {
    const segments = row ? scoreSegments(row, says) : [];
    expect(segments[0]?.from).toBeCloseTo(-(8 + 10 + 4.5) / 57, 12);
    expect(segments[4]?.to).toBeCloseTo((16 + 14 + 4.5) / 57, 12);
    expect(row ? scoreLeft([row]) : 0).toBe(0.4);
  });

  test('are drawn as one bar', () => expectPicture('scores', scoreSpec(0.4), row ? scoreSegments(row, says) : []));
});

describe('trends', () => {
  const id = 'satisfaction.effect.mean';
  const series = seriesOf(data, id);
  const trend = { name: '均分', unit: 'points' } as const;

  test('with limits and a signal', () =>
    expectPicture('trend-mean', trendSpec('points', [3.8, 4.4]), trendRows(page, trend, series, limitsOf(data, id))));
  test('without limits, with a hole', () => {
    const holed = series.map((point) => (point.periods_back === 4 ? { ...point, value: null } : point));
    return expectPicture('trend-hole', trendSpec('points', [3.8, 4.4]), trendRows(page, trend, holed, null));
  });
  test('of a clock: the share in time leaves its limits', () => {
    const clock = 'sla.first_response.compliance';
    const rows = trendRows(page, { name: '首次响应达标率', unit: 'ratio' }, seriesOf(data, clock), limitsOf(data, clock));
    return expectPicture('trend-sla', trendSpec('ratio', trendDomain(rows, 'ratio')), rows);
  });
  test('the scale leaves room for notes, and shares end at 100 %', () => {
    const row = { value: 0.9, lower: 0.8, upper: 1, centre: 0.9 };
    expect(trendDomain([row], 'ratio')).toEqual([0.8 - 0.2 * 0.22, 1].map((end) => expect.closeTo(end, 12)));
    expect(trendDomain([], 'points')).toEqual([-0.22, 1.22]);
  });
  test('small, without axes', () =>
    expectPicture(
      'sparkline',
      sparklineSpec,
      sparklineRows(series, limitsOf(data, id), (point) => String(point.value)),
    ));
});

describe('the funnel', () => {
  const { satisfaction_funnel_by_team: teams = [], satisfaction_funnel_by_n: limits = [] } = data.tables;

  test('names the team that lies outside', () => {
    expect(funnelLow(limits, teams)).toBe(0.4);
    return expectPicture(
      'funnel',
      funnelSpec(page, 0.4),
      funnelRows(limits, teams, ({ team }) => ({ name: team, text: team })),
    );
  });
});

describe('completion curves', () => {
  const steps = data.tables.completion_curve_by_cohort ?? [];

  test('of two cohorts, median and 90th percentile marked', () =>
    expectPicture('completion-curves', curveSpec(page, curveDays(steps)), curveRows(page, steps, curveDays(steps))));
  test('of one cohort that never comes to a half', () => {
    const few = steps.filter((row) => row.periods_back === 0 && row.survival > 0.6);
    return expectPicture('completion-curve-short', curveSpec(page, curveDays(few)), curveRows(page, few, curveDays(few)));
  });

  test('are shown for as many days as bring them to a tenth, at most 90', () => {
    const at = (hours: number, survival: number) => ({ periods_back: 0, hours, at_risk: 9, survival });
    expect(curveDays([at(24, 0.5), at(72, 0.1), at(500, 0)])).toBe(3);
    expect(curveDays([at(72.5, 0.1)])).toBe(7);
    expect(curveDays([at(24, 0.9), at(24 * 200, 0.8)])).toBe(90);
    expect(curveDays([])).toBe(3);
  });
});

describe('production months', () => {
  const rows = data.tables.faults_by_production_month_and_age ?? [];

  test('the recent six coloured and named, those before grey, none drawn without units', () =>
    expectPicture('production-months', productionSpec(page, rows), productionRows(page, rows)));

  test('end at the age of their youngest lot', () => {
    expect(monthEnds(rows).map((row) => [row.produced_in, row.age_months])).toEqual([
      ['2026-02-01', 6],
      ['2026-03-01', 5],
      ['2026-04-01', 4],
      ['2026-05-01', 3],
      ['2026-06-01', 2],
      ['2026-07-01', 1],
    ]);
  });
});
