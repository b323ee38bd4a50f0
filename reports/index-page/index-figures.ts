import { type Html, html } from '../html.js';
import { messages } from '../locales/index.js';
import type { PublishedPeriod } from '../management-review/report-data.js';
import { fewest } from '../page.js';
import { formatNumber, type Locale } from '../theme/formats.js';

export function figureName(id: string, locale: Locale): string {
  const catalog: Readonly<Record<string, string>> = messages[locale];
  return catalog[`tile.${id}`] ?? id;
}

/** The figure as the period published it, 样本过少 where its n is below ten, a dash where it has none. */
export function valueText(period: PublishedPeriod, id: string, locale: Locale): Html {
  const figure = period.figures.get(id);
  if (figure?.value == null) return html`<span class="none">—</span>`;
  if (isFew(period, id)) return html`<span class="few">${messages[locale].few}</span>`;
  const text = formatNumber(figure.value, figure.unit, locale);
  return html`<data value="${figure.value}" data-figure="${id}" data-period="${period.period}">${text}</data>`;
}

/** What the rate is a share of; null where the period does not publish it. */
export function totalText(period: PublishedPeriod, id: string, locale: Locale): Html | null {
  const totalId = totalOf(id);
  const n = totalId === null ? null : (period.figures.get(totalId)?.value ?? null);
  if (n === null) return null;
  return html`n <data value="${n}" data-figure="${totalId}" data-period="${period.period}">${formatNumber(n, 'count', locale)}</data>`;
}

export function isFew(period: PublishedPeriod, id: string): boolean {
  const totalId = totalOf(id);
  const n = totalId === null ? null : (period.figures.get(totalId)?.value ?? null);
  return n !== null && n >= 1 && n < fewest;
}

/** The published number a rate is a share of; null where none is published. */
export function totalOf(figure: string): string | null {
  if (/^sla\.\w+\.compliance$/.test(figure)) return figure.replace(/compliance$/, 'due');
  return /^satisfaction\.\w+\.csat$/.test(figure) ? figure.replace(/csat$/, 'n') : null;
}
