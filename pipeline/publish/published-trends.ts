import { totalOf } from '../../reports/index-page/index-figures.js';
import type { PublishedTrend } from '../../reports/index-page/published-trend.js';
import type { ControlLimits, Figure, PublishedPeriod } from '../../reports/management-review/report-data.js';
import { periodsShown, type SeriesPoint } from '../../reports/management-review/series.js';
import { parsePeriod, periodsBack } from '../config/periods.js';
import { laneyChart, type Proportion } from '../statistics/control-limits.js';

/**
 * The figures of these ids over the published months and over the published weeks, with Laney p′ limits where the period
 * also publishes what the rate is a share of. A period that is not published is a hole: its neighbours are not moved together.
 */
export function publishedTrends(periods: readonly PublishedPeriod[], ids: readonly string[]): PublishedTrend[] {
  return (['month', 'week'] as const).flatMap((kind) => {
    const published = new Map(periods.filter((period) => period.kind === kind).map((period) => [period.period, period]));
    const newest = [...published.keys()].sort().at(-1);
    if (newest === undefined) return [];
    const slots = Array.from({ length: periodsShown }, (_, index) => {
      const back = periodsShown - 1 - index;
      return { back, figures: published.get(periodsBack(parsePeriod(newest), back).name)?.figures };
    });
    return ids.map((figure): PublishedTrend => {
      const points = slots.map(({ back, figures }) => pointOf(figure, back, figures));
      return { kind, figure, points, limits: limitsOf(figure, points) };
    });
  });
}

function pointOf(figure: string, back: number, figures: ReadonlyMap<string, Figure> | undefined): SeriesPoint {
  const value = (id: string | null) => (id === null ? null : (figures?.get(id)?.value ?? null));
  return { periods_back: back, value: value(figure), low: null, high: null, n: value(totalOf(figure)) };
}

function limitsOf(figure: string, points: readonly SeriesPoint[]): ControlLimits | null {
  if (totalOf(figure) === null) return null;
  const chart = laneyChart(points.map(shareOf));
  return {
    series: figure,
    method: 'laney_p_prime',
    centre: chart.centre,
    points: points.map(({ periods_back }, index) => {
      const { value = null, lower = null, upper = null, rules = [] } = chart.points[index] ?? {};
      return { periods_back, value, lower, upper, signals: rules.map((rule) => `rule_${rule}` as const) };
    }),
  };
}

/** The numerator of a rate is whole: rounding undoes the division. */
function shareOf({ value, n }: SeriesPoint): Proportion | null {
  return value === null || n === null || n === 0 ? null : { count: Math.round(value * n), size: n };
}
