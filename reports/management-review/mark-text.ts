import { fewest, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import type { Unit } from './report-data.js';
import type { SeriesPoint } from './series.js';

/** `name: fact, fact`: all that a mark says where it is pointed at. Facts that are not known are left out. */
export function markText(page: Page, name: string, facts: readonly (string | null)[]): string {
  return name + page.say('colon') + facts.filter((fact) => fact !== null && fact !== '').join(page.say('mark.separator'));
}

/** The value with its unit and what it is a share of; k/n alone where n < 10, as everywhere. */
export function rateText(page: Page, value: number | null, n: number | null, hits: number | null = null): string {
  if (value === null) return '—';
  if (n === null) return formatNumber(value, 'ratio', page.locale);
  if (n < fewest) return `${page.say('few')} ${hits ?? Math.round(value * n)}/${n}`;
  return `${formatNumber(value, 'ratio', page.locale)}${page.say('mark.separator')}n = ${numberText(page, n, 'count')}`;
}

/** One period of a figure. */
export function pointText(page: Page, name: string, unit: Unit, point: SeriesPoint): string {
  const value = unit === 'ratio' ? rateText(page, point.value, point.n) : numberText(page, point.value, unit);
  return markText(page, `${page.periodName(point.periods_back)} ${name}`, [value]);
}

export function intervalText(page: Page, low: number | null, high: number | null): string | null {
  if (low === null || high === null) return null;
  return page.say('mark.interval', { low: numberText(page, low, 'ratio'), high: numberText(page, high, 'ratio') });
}

export function numberText(page: Page, value: number | null, unit: Unit): string {
  return value === null ? '—' : formatNumber(value, unit, page.locale);
}
