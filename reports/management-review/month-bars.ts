import type { Page } from '../page.js';
import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { formatPeriodTick } from '../theme/formats.js';
import { saying, speaking } from '../theme/mark-label.js';
import { markText, numberText } from './mark-text.js';
import type { SheetMonthRow } from './review-tables.js';

/** Twelve months as bars, each with its number on top; a month without units has none. */
export const monthBarsSpec: ChartSpec = {
  width: 500,
  height: 96,
  padding: { left: 2, right: 2, top: 16, bottom: 2 },
  encoding: {
    x: {
      field: 'tick',
      type: 'ordinal',
      sort: null,
      title: null,
      axis: { labelExpr: "split(slice(datum.label, 2), '|')", labelAngle: 0, grid: false, ticks: false, labelPadding: 6 },
    },
    y: { field: 'units', type: 'quantitative', axis: null, scale: { zero: true, nice: false } },
  },
  layer: [
    { mark: { type: 'bar', width: 22, color: colors.blue, ...speaking }, encoding: saying() },
    {
      transform: [{ filter: 'datum.units > 0' }],
      mark: { type: 'text', dy: -8 },
      encoding: { text: { field: 'units', type: 'quantitative' } },
    },
  ],
};

export function monthBarsRows(page: Page, months: readonly SheetMonthRow[]): ChartRow[] {
  return months.map(({ month, units }, index) => ({
    tick:
      `${index}`.padStart(2, '0') + formatPeriodTick(month.slice(0, 7), index === 0 || month.slice(5, 7) === '01', page.locale).join('|'),
    units,
    says: units === 0 ? '' : markText(page, month.slice(0, 7), [page.say('mark.units', { units: numberText(page, units, 'count') })]),
  }));
}
