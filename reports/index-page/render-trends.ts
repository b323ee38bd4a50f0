import { type Content, type Html, html } from '../html.js';
import { messages } from '../locales/index.js';
import type { PublishedPeriod } from '../management-review/report-data.js';
import { pointNow, signalsAt } from '../management-review/series.js';
import { sparklineRows, sparklineSpec } from '../management-review/sparkline-chart.js';
import type { DrawCharts } from '../theme/charts.js';
import { formatNumber, formatPeriod, type Locale } from '../theme/formats.js';
import { figureName, isFew, totalText, valueText } from './index-figures.js';
import type { PublishedTrend } from './published-trend.js';

/** One row a headline figure: the newest value, its course over the published periods, and what may be said of it. */
export async function renderTrends(
  newest: PublishedPeriod,
  trends: readonly PublishedTrend[],
  draw: DrawCharts,
  locale: Locale,
): Promise<Html> {
  const words = messages[locale];
  const period = formatPeriod(newest.period, locale);
  const lines = await draw(
    sparklineSpec,
    trends.map(({ kind, figure, points, limits }, index) => ({
      id: `trend-${kind}-${index}`,
      rows: sparklineRows(points, limits, silent),
      label: words['tile.sparkline'].replace('{name}', figureName(figure, locale)),
    })),
  );
  const rows = trends.map((trend, index) => renderRow(newest, trend, lines[index], locale));
  return html`<figure><figcaption><h3>${titleOf(newest, trends, locale)}</h3><p class="note">${words['index.trend_note']}</p></figcaption>
<div class="scroll" role="group" tabindex="0" aria-label="${words['index.trend']}"><table class="trends">
<thead><tr><th scope="col">${words['service.figure']}</th><th scope="col" class="number">${period}${newest.provisional ? html` <span class="noted nowrap">◇ ${words['state.provisional']}</span>` : null}</th><th scope="col" class="sparkline">${words['service.trend']}</th><th scope="col">${words['index.range']}</th><th scope="col">${words['index.finding']}</th></tr></thead>
<tbody>${rows}</tbody></table></div></figure>
`;
}

/** No script of this page shows what a mark says. */
const silent = () => '';

/** Names the figures that signal, so that the list says first what to look at. */
function titleOf(newest: PublishedPeriod, trends: readonly PublishedTrend[], locale: Locale): string {
  const words = messages[locale];
  const period = formatPeriod(newest.period, locale);
  const signalling = trends.filter((trend) => signalsOf(trend).length > 0).map(({ figure }) => figureName(figure, locale));
  if (signalling.length > 0) {
    return words['index.trend_signals'].replace('{period}', period).replace('{figures}', signalling.join(words['list.items']));
  }
  const isJudged = trends.some(({ limits }) => limits?.centre != null);
  return words[isJudged ? 'index.trend_calm' : 'index.trend_unjudged'].replace('{period}', period);
}

function renderRow(newest: PublishedPeriod, trend: PublishedTrend, line: Content, locale: Locale): Html {
  const known = trend.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const isDrawn = known.length > 1;
  const n = totalText(newest, trend.figure, locale);
  return html`<tr><th scope="row">${figureName(trend.figure, locale)}${n && html` <span class="sub nowrap">${n}</span>`}</th><td class="number">${valueText(newest, trend.figure, locale)}</td><td class="sparkline">${isDrawn ? line : null}</td><td>${rangeText(newest, trend, known, locale)}</td><td>${findingText(newest, trend, known.length, locale)}</td></tr>
`;
}

/** Lowest and highest of the published values, and of how many. */
function rangeText(newest: PublishedPeriod, { figure }: PublishedTrend, known: readonly number[], locale: Locale): Html {
  const unit = newest.figures.get(figure)?.unit;
  if (unit === undefined || known.length < 2) return html`<span class="none">—</span>`;
  const [low, high] = [Math.min(...known), Math.max(...known)].map((value) => formatNumber(value, unit, locale));
  const count = messages[locale]['index.range_periods'].replace('{count}', String(known.length));
  return html`<span class="nowrap">${low === high ? low : `${low} – ${high}`}</span> <span class="sub nowrap">${count}</span>`;
}

function findingText(newest: PublishedPeriod, trend: PublishedTrend, known: number, locale: Locale): Html {
  const words = messages[locale];
  const signals = signalsOf(trend);
  if (newest.figures.get(trend.figure)?.value == null) return html`<span class="none">${words['index.no_value']}</span>`;
  if (known < 2) return html`<span class="none">${words['index.first']}</span>`;
  if (isFew(newest, trend.figure)) return html`<span class="none">${words['index.few']}</span>`;
  if (signals.length > 0) return html`<span class="noted">◆ ${signals.map((key) => words[key]).join(words['list.separator'])}</span>`;
  if (trend.limits === null) return html`<span class="none">${words['index.no_limits']}</span>`;
  return trend.limits.centre === null ? html`<span class="none">${words['index.short']}</span>` : html`≈ ${words['index.within']}`;
}

/** Message of each rule that signals at the newest period. */
function signalsOf({ limits }: PublishedTrend) {
  return signalsAt(pointNow(limits), limits?.centre).map((signal) => `signal.${signal}` as const);
}
