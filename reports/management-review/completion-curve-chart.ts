import type { Page } from '../page.js';
import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { formatHours } from '../theme/formats.js';
import { saying, speaking } from '../theme/mark-label.js';
import { markText } from './mark-text.js';
import type { CompletionStepRow } from './product-tables.js';

/** Share of tickets not completed by days since acceptance: the reported cohort in blue, the earlier one grey, quantiles dashed. */
export function curveSpec(page: Page, days: number): ChartSpec {
  const x = {
    field: 'days',
    type: 'quantitative',
    title: page.say('curve.days'),
    scale: { domain: [0, days], nice: false, clamp: true },
    axis: { tickCount: 7, tickMinStep: 1, grid: false, labelPadding: 4 },
  };
  const y = { field: 'survival', type: 'quantitative', title: null, scale: { domain: [0, 1] } };
  const paint = { condition: { test: 'datum.cohort === 0', value: colors.blue }, value: colors.quiet };
  return {
    width: 420,
    height: 200,
    padding: { left: 2, right: 4, top: 4, bottom: 2 },
    layer: [
      {
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
        transform: [{ filter: 'datum.kind === "step"' }],
        encoding: {
          x,
          y: { ...y, axis: { format: '.0%', tickCount: 5, domain: false, ticks: false, labelPadding: 6 } },
          detail: { field: 'cohort' },
          color: paint,
        },
      },
      {
        mark: { type: 'rule', strokeDash: [3, 2], color: colors.muted, ...speaking },
        transform: [{ filter: 'datum.kind === "quantile"' }],
        encoding: { ...saying(), x, y, y2: { datum: 0 } },
      },
      ...texts(x, y),
    ],
  };
}

/** Names beside the curves: of the quantiles, and of the earlier curve on the side where it lies. */
function texts(x: object, y: object): object[] {
  const text = { type: 'text', baseline: 'middle' };
  const encoding = { x, y, text: { field: 'label' } };
  return [
    {
      mark: { ...text, align: 'left', dx: 5, dy: -8, color: colors.blue },
      transform: [{ filter: 'datum.kind === "quantile"' }],
      encoding,
    },
    { mark: { ...text, align: 'right', dx: -6, color: colors.muted }, transform: [{ filter: 'datum.kind === "left"' }], encoding },
    { mark: { ...text, align: 'left', dx: 6, color: colors.muted }, transform: [{ filter: 'datum.kind === "right"' }], encoding },
  ];
}

export function curveRows(page: Page, steps: readonly CompletionStepRow[], days: number): ChartRow[] {
  return [3, 0].flatMap((cohort) => {
    const own = steps.filter((row) => row.periods_back === cohort && row.hours <= days * 24);
    if (own.length === 0) return [];
    const points = [{ days: 0, survival: 1 }, ...own.map((row) => ({ days: row.hours / 24, survival: row.survival }))];
    const last = points.at(-1) ?? { days: 0, survival: 1 };
    const rows: ChartRow[] = [...points, { days, survival: last.survival }].map((point) => ({ ...point, cohort, kind: 'step', label: '' }));
    return [...rows, ...(cohort === 0 ? quantiles(page, own) : [nameOf(page, points, steps)])];
  });
}

/** Median and 90th percentile, where they are reached within the scale. */
function quantiles(page: Page, steps: readonly CompletionStepRow[]): ChartRow[] {
  return ([0.5, 0.1] as const).flatMap((share) => {
    const reached = steps.find((row) => row.survival <= share);
    if (reached === undefined) return [];
    const label = page.say(share === 0.5 ? 'curve.median' : 'curve.p90');
    const says = markText(page, label, [formatHours(reached.hours, page.locale)]);
    return [{ days: reached.hours / 24, survival: share, cohort: 0, kind: 'quantile', label, says }];
  });
}

/** The name of the earlier curve where half is left: left of it where it falls faster than the reported one, else right. */
function nameOf(
  page: Page,
  points: readonly { readonly days: number; readonly survival: number }[],
  steps: readonly CompletionStepRow[],
): ChartRow {
  const place = points.find((point) => point.survival <= 0.5) ?? points.at(-1) ?? { days: 0, survival: 1 };
  const now = steps.filter((row) => row.periods_back === 0 && row.hours <= place.days * 24).at(-1)?.survival ?? 1;
  return { ...place, cohort: 3, kind: place.survival <= now ? 'left' : 'right', label: page.say('curve.before') };
}

/** Days the scale shows: as few as bring the reported curve to a tenth, else all it has. */
export function curveDays(steps: readonly CompletionStepRow[]): number {
  const scales = [3, 7, 14, 30, 60, 90];
  const own = steps.filter((row) => row.periods_back === 0);
  const end = own.find((row) => row.survival <= 0.1) ?? own.at(-1);
  return scales.find((days) => (end?.hours ?? 0) <= days * 24) ?? 90;
}
