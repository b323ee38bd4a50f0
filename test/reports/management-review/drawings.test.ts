import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../pipeline/package-root.js';
import { bulletSpec } from '../../../reports/management-review/bullet-chart.js';
import { intervalRow, intervalSpec, intervalTicks, intervalTop } from '../../../reports/management-review/interval-chart.js';
import { paretoSpec } from '../../../reports/management-review/pareto-chart.js';
import { scoreLeft, scoreSegments, scoreSpec } from '../../../reports/management-review/score-chart.js';
import { limitsOf, seriesOf } from '../../../reports/management-review/series.js';
import { sparklineRows, sparklineSpec } from '../../../reports/management-review/sparkline-chart.js';
import { trendDomain, trendRows, trendSpec } from '../../../reports/management-review/trend-chart.js';
import { Page } from '../../../reports/page.js';
import { type ChartRow, type ChartSpec, loadCharts } from '../../../reports/theme/charts.js';
import { sampleReportData } from '../sample-report-data.js';

const draw = await loadCharts();
const data = sampleReportData();
const page = new Page(data, 'zh-CN', draw);
const groups = data.tables.defect_groups ?? [];

/** Compares with test/reports/expected/<name>.svg; look at the picture before accepting a new one. */
async function expectPicture(name: string, spec: ChartSpec, rows: readonly ChartRow[]): Promise<void> {
  const [drawing] = await draw(spec, [{ id: name, rows, label: name }]);
  const picture = (drawing?.markup ?? '').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replaceAll('><', '>\n<');
  await expect(`${picture}\n`).toMatchFileSnapshot(join(packageRoot, 'test', 'reports', 'expected', `${name}.svg`));
}

function groupRow(id: string): ChartRow[] {
  return groups.filter((group) => group.group_id === id).map(intervalRow);
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
  const row = { zero: 0, one: 1, compliance: 0.913, target: 0.95, previous: 0.944 };
  test('below target: red', () => expectPicture('bullet-broken', bulletSpec, [{ ...row, state: 'broken' }]));
  test('few cases, no target, no period before: pale bar alone', () =>
    expectPicture('bullet-few', bulletSpec, [{ ...row, target: null, previous: null, state: 'few' }]));
});

test('a frequency: one bar in shares of the longest', () => expectPicture('pareto', paretoSpec, [{ zero: 0, share: 0.4 }]));

describe('scores', () => {
  const row = data.tables.satisfaction_by_measure_and_dimension?.find((candidate) => candidate.member === '华东二组');

  test('lie around the middle of the 3s and add up to one', () => {
    const segments = row ? scoreSegments(row) : [];
    expect(segments[0]?.from).toBeCloseTo(-(8 + 10 + 4.5) / 57, 12);
    expect(segments[4]?.to).toBeCloseTo((16 + 14 + 4.5) / 57, 12);
    expect(row ? scoreLeft([row]) : 0).toBe(0.4);
  });

  test('are drawn as one bar', () => expectPicture('scores', scoreSpec(0.4), row ? scoreSegments(row) : []));
});

describe('trends', () => {
  const id = 'satisfaction.effect.mean';
  const series = seriesOf(data, id);

  test('with limits and a signal', () =>
    expectPicture('trend-mean', trendSpec('points', [3.8, 4.4]), trendRows(page, series, limitsOf(data, id), 'points')));
  test('without limits, with a hole', () => {
    const holed = series.map((point) => (point.periods_back === 4 ? { ...point, value: null } : point));
    return expectPicture('trend-hole', trendSpec('points', [3.8, 4.4]), trendRows(page, holed, null, 'points'));
  });
  test('the scale leaves room for notes, and shares end at 100 %', () => {
    const row = { value: 0.9, lower: 0.8, upper: 1, centre: 0.9 };
    expect(trendDomain([row], 'ratio')).toEqual([0.8 - 0.2 * 0.22, 1].map((end) => expect.closeTo(end, 12)));
    expect(trendDomain([], 'points')).toEqual([-0.22, 1.22]);
  });
  test('small, without axes', () => expectPicture('sparkline', sparklineSpec, sparklineRows(series, limitsOf(data, id))));
});
