import { type Html, html } from '../html.js';
import { messages } from '../locales/index.js';
import type { PublishedPeriod } from '../management-review/report-data.js';
import { tileFigures } from '../management-review/tiles.js';
import { fewest } from '../page.js';
import { renderDocument } from '../theme/document.js';
import { formatNumber, formatPeriod, formatTime, type Locale } from '../theme/formats.js';

/** OUT/index.html: the published periods, newest first, with their headline figures. */
export function renderIndex(periods: readonly PublishedPeriod[], locale: Locale): string {
  const words = messages[locale];
  const kinds = (['month', 'week'] as const).flatMap((kind) => {
    const ofKind = periods.filter((period) => period.kind === kind).sort((one, other) => (one.period < other.period ? 1 : -1));
    return ofKind.length === 0 ? [] : [renderPeriods(ofKind, kind, locale)];
  });
  const body = html`<header><h1>${words['index.title']}</h1></header>
<main>
${kinds.length > 0 ? kinds : html`<p class="missing">${words['index.none']}</p>\n`}</main>
`;
  return renderDocument({ locale, title: words['index.title'], running: [words['index.title']], pages: words['print.pages'], body });
}

function renderPeriods(periods: readonly PublishedPeriod[], kind: 'month' | 'week', locale: Locale): Html {
  const words = messages[locale];
  const catalog: Readonly<Record<string, string>> = words;
  const heads = tileFigures().map((id) => html`<th scope="col" class="number">${catalog[`tile.${id}`] ?? id}</th>`);
  return html`<section class="part"><h2>${words[`index.${kind}`]}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${words[`index.${kind}`]}"><table>
<thead><tr><th scope="col">${words['trend.period']}</th>${heads}<th scope="col">${words['index.cut_off']}</th></tr></thead>
<tbody>${periods.map((period) => renderPeriod(period, locale))}</tbody></table></div></section>
`;
}

function renderPeriod(period: PublishedPeriod, locale: Locale): Html {
  const words = messages[locale];
  const cells = tileFigures().map((id) => html`<td class="number">${valueText(period, id, locale)}</td>`);
  const state = words[period.provisional ? 'state.provisional' : 'state.final'];
  return html`<tr><th scope="row"><a href="${period.href}">${formatPeriod(period.period, locale)}</a></th>${cells}<td><span class="nowrap">${formatTime(period.as_of)}</span> ${state}</td></tr>
`;
}

/** The figure, or 样本过少 where its n is below ten. */
function valueText(period: PublishedPeriod, id: string, locale: Locale): Html {
  const figure = period.figures.get(id);
  if (figure?.value == null) return html`<span class="none">—</span>`;
  const n = period.figures.get(id.startsWith('sla.') ? id.replace(/compliance$/, 'due') : id.replace(/csat$/, 'n'))?.value;
  if (figure.unit === 'ratio' && n != null && n >= 1 && n < fewest) return html`<span class="few">${messages[locale].few}</span>`;
  const text = formatNumber(figure.value, figure.unit, locale);
  return html`<data value="${figure.value}" data-figure="${id}" data-period="${period.period}">${text}</data>`;
}
