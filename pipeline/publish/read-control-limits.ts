import type { ControlLimits } from '../../reports/management-review/report-data.js';
import { type ControlChart, individualsChart, laneyChart, type Proportion } from '../statistics/control-limits.js';
import type { Database } from '../warehouse/database.js';

/** Periods of a trend: the reported one and twelve before. */
const trendPeriods = 13;

interface Point {
  readonly series: string;
  readonly periods_back: number;
  /** Hits and size of a share; the mean of scores where it is one. */
  readonly hits: number;
  readonly size: number;
  readonly mean: number | null;
}

/**
 * Control limits of the trends on the page: XmR on mean scores, Laney p′ on shares (satisfied answers, obligations met),
 * each over the reported period and the twelve before it (domain.md § 5).
 */
export async function readControlLimits(database: Database): Promise<ControlLimits[]> {
  const points = await database.rows<Point>(`
    select 'satisfaction.' || measure as series, periods_back, satisfied_answers as hits, n as size, mean
    from satisfaction_by_measure_and_dimension where dimension = '' and periods_back < ${trendPeriods}
    union all
    select 'sla.' || clock || '.compliance', periods_back, met, due, null
    from sla_compliance_by_clock_and_dimension where dimension = '' and periods_back < ${trendPeriods}
    order by series, periods_back desc`);
  return [...new Set(points.map((point) => point.series))].flatMap((series) => {
    const trend = points.filter((point) => point.series === series);
    if (!series.startsWith('satisfaction.')) return [shareLimits(series, trend)];
    return [meanLimits(`${series}.mean`, trend), shareLimits(`${series}.csat`, trend)];
  });
}

function meanLimits(series: string, trend: readonly Point[]): ControlLimits {
  return limits(series, 'xmr', trend, individualsChart(trend.map((point) => point.mean)));
}

function shareLimits(series: string, trend: readonly Point[]): ControlLimits {
  const proportions = trend.map((point): Proportion | null => (point.size > 0 ? { count: point.hits, size: point.size } : null));
  return limits(series, 'laney_p_prime', trend, laneyChart(proportions));
}

function limits(series: string, method: ControlLimits['method'], trend: readonly Point[], chart: ControlChart): ControlLimits {
  return {
    series,
    method,
    centre: chart.centre,
    points: trend.map((point, index) => {
      const { value = null, lower = null, upper = null, rules = [] } = chart.points[index] ?? {};
      return { periods_back: point.periods_back, value, lower, upper, signals: rules.map((rule) => `rule_${rule}` as const) };
    }),
  };
}
