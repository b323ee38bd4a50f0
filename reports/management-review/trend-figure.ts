import { renderDataTable, renderFigure } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import type { Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { beforeWord, rulesText } from './change.js';
import type { ControlPoint, Unit } from './report-data.js';
import { limitsOf, pointNow, renderPoint, type SeriesPoint, seriesOf } from './series.js';
import { trendDomain, trendRows, trendSpec } from './trend-chart.js';

/** One figure over 13 periods, shown with its limits. */
export interface Trend {
  readonly id: string;
  readonly unit: Unit;
  readonly anchor: string;
  /** Stem of the ids in the drawing. */
  readonly drawing: string;
  /** The figure in words: 解决效果均分. */
  readonly name: string;
  /** Head of its column in the data table. */
  readonly column: Content;
  /** Id of what it is a mean or share of. */
  readonly total: string;
  /** Said where the period has no value. */
  readonly none: 'trend.finding_none' | 'sla_trend.none';
}

/** Title with the finding, the line with centre, limits and ringed signals, and the numbers period by period. */
export async function renderTrend(page: Page, trend: Trend): Promise<Html> {
  const series = seriesOf(page.data, trend.id);
  const limits = limitsOf(page.data, trend.id);
  const rows = trendRows(page, trend, series, limits);
  const label = summary(page, trend, series);
  const [drawing] = await page.draw(trendSpec(trend.unit, trendDomain(rows, trend.unit)), [{ id: trend.drawing, rows, label }]);
  const hasLimits = limits !== null && limits.centre !== null;
  return renderFigure({
    anchor: trend.anchor,
    title: trendFinding(page, trend),
    note: page.t(hasLimits ? `trend.method.${limits.method}` : 'trend.no_limits'),
    body: html`<div class="chart">${drawing}</div>${renderTrendTable(page, trend, series)}`,
  });
}

/** What the last point says: a signal and whether it is the first, else nothing beyond the usual. */
function trendFinding(page: Page, trend: Trend): Html {
  const series = seriesOf(page.data, trend.id);
  const limits = limitsOf(page.data, trend.id);
  const now = pointNow(limits);
  const values = {
    name: trend.name,
    value: renderPoint(page, trend.id, series.at(-1), trend.unit, true),
    n: page.figure(trend.total),
    before: beforeWord(page),
    previous: renderPoint(page, trend.id, series.at(-2), trend.unit, true),
  };
  if (page.value(trend.id) === null) return page.t(trend.none, values);
  if (!now || now.lower === null) return page.t('trend.finding_unjudged', values);
  if (now.signals.length === 0) return page.t('trend.finding_calm', values);
  const side = page.say((now.value ?? 0) < (limits?.centre ?? 0) ? 'signal.below' : 'signal.above');
  const isFirst = !limits?.points.some(
    (point) => point.periods_back > 0 && point.periods_back < series.length && point.signals.includes('rule_1'),
  );
  const key = now.signals.includes('rule_1') ? (isFirst ? 'trend.finding_first' : 'trend.finding_beyond') : 'trend.finding_run';
  return page.t(key, { ...values, side, count: series.length });
}

function renderTrendTable(page: Page, trend: Trend, series: readonly SeriesPoint[]): Html {
  const limits = limitsOf(page.data, trend.id);
  const columns = (['period', 'value', 'n', 'lower', 'upper', 'signals'] as const).map((name) => ({
    head: name === 'value' ? trend.column : page.t(`trend.${name}`),
    kind: name === 'period' || name === 'signals' ? ('text' as const) : ('number' as const),
  }));
  const rows = series.map((point) => {
    const limit = limits?.points.find((candidate) => candidate.periods_back === point.periods_back);
    const periodsBack = point.periods_back;
    return {
      cells: [
        page.periodName(periodsBack),
        renderPoint(page, trend.id, point, trend.unit),
        page.number(trend.total, point.n, 'count', { periodsBack }),
        limitText(page, trend, limit, 'lower'),
        limitText(page, trend, limit, 'upper'),
        limit && limit.signals.length > 0 ? rulesText(page, limit, limits?.centre ?? null) : '',
      ],
    };
  });
  return renderDataTable(page, page.say('trend.table', { name: trend.name }), columns, rows);
}

function limitText(page: Page, trend: Trend, limit: ControlPoint | undefined, side: 'lower' | 'upper'): Html {
  const value = limit?.[side] ?? null;
  return page.number(`limits.${trend.id}.${side}`, value, trend.unit, { periodsBack: limit?.periods_back ?? 0 });
}

function summary(page: Page, trend: Trend, series: readonly SeriesPoint[]): string {
  const known = series.filter((point) => point.value !== null);
  const text = (value: number | null | undefined) => (value == null ? '—' : formatNumber(value, trend.unit, page.locale));
  const limits = limitsOf(page.data, trend.id);
  return page.say('trend.summary', {
    name: trend.name,
    count: known.length,
    lowest: text(known.length === 0 ? null : Math.min(...known.map((point) => point.value ?? 0))),
    highest: text(known.length === 0 ? null : Math.max(...known.map((point) => point.value ?? 0))),
    last: text(series.at(-1)?.value),
    centre: text(limits?.centre),
    signals: limits?.points.filter((point) => point.signals.length > 0 && point.periods_back < series.length).length ?? 0,
  });
}
