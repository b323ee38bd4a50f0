import type { Page } from '../page.js';
import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { formatNumber, formatPeriodTick } from '../theme/formats.js';
import { saying, speaking } from '../theme/mark-label.js';
import { markText } from './mark-text.js';
import type { ProductionMonthRow } from './product-tables.js';

/** Production months in colour: the newest of those that are old enough to have a point. */
const recentMonths = 6;

/** Oldest of the coloured months first. */
const hues = [colors.green, colors.purple, colors.noted, colors.blue, colors.ink, colors.olive];

/** One line a production month over its age: recent ones coloured and named at their ends, those before grey. */
export function productionSpec(page: Page, rows: readonly ProductionMonthRow[]): ChartSpec {
  const oldest = monthEnds(rows)[0]?.age_months ?? 1;
  // Twice the age of the oldest coloured line: room to see how the grey ones went on.
  const top = Math.min(36, Math.max(6, 2 * oldest));
  const x = { field: 'age', type: 'quantitative', title: page.say('months.axis'), scale: { domain: [0, top], nice: false, clamp: true } };
  const y = { field: 'rate', type: 'quantitative', title: page.say('months.rate_axis') };
  const color = { field: 'order', type: 'ordinal', legend: null, scale: { domain: hues.map((_, index) => index), range: hues } };
  return {
    width: 420,
    height: 240,
    padding: { left: 2, right: 4, top: 4, bottom: 2 },
    transform: [{ filter: `datum.age <= ${top}` }],
    encoding: {
      x: { ...x, axis: { tickMinStep: 1, tickCount: 7, grid: false, labelPadding: 4 } },
      y: { ...y, axis: { tickCount: 5, domain: false, ticks: false, labelPadding: 6 } },
    },
    layer: [
      {
        transform: [{ filter: 'datum.order < 0' }],
        mark: { type: 'line', strokeWidth: 1, color: colors.quiet, opacity: 0.6 },
        encoding: { detail: { field: 'month' } },
      },
      {
        transform: [{ filter: 'datum.order >= 0' }],
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { detail: { field: 'month' }, color },
      },
      {
        transform: [{ filter: 'datum.is_end' }],
        mark: { type: 'point', size: 36, ...speaking },
        encoding: { color, ...saying() },
      },
      {
        transform: [{ filter: 'datum.is_end' }],
        // Cleared of the lines behind it.
        mark: { type: 'text', align: 'left', dx: 6, dy: -6, fontSize: 11, stroke: colors.paper, strokeWidth: 3, strokeJoin: 'round' },
        encoding: { text: { field: 'label' } },
      },
      {
        transform: [{ filter: 'datum.is_end' }],
        mark: { type: 'text', align: 'left', dx: 6, dy: -6, fontSize: 11 },
        encoding: { text: { field: 'label' } },
      },
    ],
  };
}

/** Every line from nothing at age 0. */
export function productionRows(page: Page, rows: readonly ProductionMonthRow[]): ChartRow[] {
  const recent = monthEnds(rows);
  const months = [...new Set(rows.map((row) => row.produced_in))];
  return months.flatMap((month) => {
    const order = recent.findIndex((row) => row.produced_in === month);
    const says = (age: number, rate: number) =>
      markText(page, page.say('mark.produced', { month: month.slice(0, 7) }), [
        page.say('mark.at_age', { age, rate: formatNumber(rate, 'points', page.locale) }),
      ]);
    const own = rows.filter((row) => row.produced_in === month && row.faults_per_thousand_units !== null);
    const isDated = order === 0 || month.slice(5, 7) === '01';
    const label = isDated ? month.slice(0, 7) : formatPeriodTick(month.slice(0, 7), false, page.locale).join('');
    const point = (age: number, rate: number, is_end: boolean): ChartRow => ({
      month,
      order,
      age,
      rate,
      is_end,
      label,
      says: says(age, rate),
    });
    return [
      point(0, 0, false),
      ...own.map((row, index) => point(row.age_months, row.faults_per_thousand_units ?? 0, order >= 0 && index === own.length - 1)),
    ];
  });
}

/** The last point of each recent production month, oldest month first. */
export function monthEnds(rows: readonly ProductionMonthRow[]): ProductionMonthRow[] {
  const months = [...new Set(rows.map((row) => row.produced_in))].sort().slice(-recentMonths);
  return months.flatMap((month) => rows.filter((row) => row.produced_in === month).at(-1) ?? []);
}
