import { type Html, html } from '../html.js';
import { messages } from '../locales/index.js';
import type { PublishedPeriod } from '../management-review/report-data.js';
import { tileFigures } from '../management-review/tiles.js';
import { loadCharts } from '../theme/charts.js';
import { renderDocument } from '../theme/document.js';
import { formatPeriod, formatTime, type Locale } from '../theme/formats.js';
import { figureName, valueText } from './index-figures.js';
import type { PublishedTrend } from './published-trend.js';
import { renderTrends } from './render-trends.js';

/** OUT/index.html: how the headline figures went over the published months and weeks, and every period with its figures, newest first. */
export async function renderIndex(periods: readonly PublishedPeriod[], trends: readonly PublishedTrend[], locale: Locale): Promise<string> {
  const words = messages[locale];
  const draw = periods.length === 0 ? null : await loadCharts();
  const parts: Html[] = [];
  for (const kind of ['month', 'week'] as const) {
    const ofKind = periods.filter((period) => period.kind === kind).sort((one, other) => (one.period < other.period ? 1 : -1));
    const newest = ofKind[0];
    if (newest === undefined || draw === null) continue;
    const ofTrends = trends.filter((trend) => trend.kind === kind);
    parts.push(renderKind(ofKind, kind, await renderTrends(newest, ofTrends, draw, locale), locale));
  }
  const body = html`<header><h1>${words['index.title']}</h1></header>
<main>
${parts.length > 0 ? parts : html`<p class="missing">${words['index.none']}</p>\n`}</main>
`;
  return renderDocument({ locale, title: words['index.title'], running: [words['index.title']], pages: words['print.pages'], body });
}

function renderKind(periods: readonly PublishedPeriod[], kind: 'month' | 'week', trends: Html, locale: Locale): Html {
  const words = messages[locale];
  const heads = tileFigures().map((id) => html`<th scope="col" class="number">${figureName(id, locale)}</th>`);
  return html`<section class="part"><h2>${words[`index.${kind}`]}</h2>
${trends}<figure><figcaption><h3>${words['index.periods'].replace('{count}', String(periods.length))}</h3></figcaption>
<div class="scroll" role="group" tabindex="0" aria-label="${words[`index.${kind}`]}"><table class="periods">
<thead><tr><th scope="col">${words['trend.period']}</th>${heads}<th scope="col">${words['index.cut_off']}</th></tr></thead>
<tbody>${periods.map((period) => renderPeriod(period, locale))}</tbody></table></div></figure></section>
`;
}

function renderPeriod(period: PublishedPeriod, locale: Locale): Html {
  const words = messages[locale];
  const cells = tileFigures().map((id) => html`<td class="number">${valueText(period, id, locale)}</td>`);
  const state = period.provisional ? html` <span class="noted nowrap">◇ ${words['state.provisional']}</span>` : null;
  return html`<tr><th scope="row"><a href="${period.href}">${formatPeriod(period.period, locale)}</a>${state}</th>${cells}<td><span class="nowrap">${formatTime(period.as_of)}</span></td></tr>
`;
}
