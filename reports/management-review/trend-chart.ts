import type { Page } from '../page.js';
import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { formatNumber, formatPeriodTick } from '../theme/formats.js';
import { saying, speaking } from '../theme/mark-label.js';
import { rulesText } from './change.js';
import { markText, numberText, rateText } from './mark-text.js';
import type { ControlLimits, ControlPoint, Unit } from './report-data.js';
import type { SeriesPoint } from './series.js';

/** Thirteen periods with centre line and limits; signals ringed and named; no fitted line. */
export function trendSpec(unit: Unit, domain: readonly [number, number]): ChartSpec {
  const y = { type: 'quantitative', title: null, scale: { zero: false, nice: false, domain } };
  const axis = { format: tickFormat(unit, domain), tickCount: 5, domain: false, ticks: false, labelPadding: 6 };
  const limit = { type: 'line', interpolate: 'step', strokeWidth: 1, strokeDash: [4, 3], color: colors.muted };
  return {
    width: 420,
    height: 210,
    padding: { left: 2, right: 4, top: 4, bottom: 2 },
    encoding: {
      x: {
        field: 'tick',
        type: 'ordinal',
        sort: null,
        title: null,
        scale: { padding: 0.3 },
        axis: { labelExpr: "split(slice(datum.label, 2), '|')", labelAngle: 0, grid: false, ticks: false, labelPadding: 6 },
      },
    },
    layer: [
      { mark: limit, encoding: { y: { ...y, field: 'upper', axis } } },
      { mark: limit, encoding: { y: { ...y, field: 'lower' } } },
      { mark: { type: 'line', strokeWidth: 1, color: colors.muted }, encoding: { y: { ...y, field: 'centre' } } },
      { mark: { type: 'line' }, encoding: { y: { ...y, field: 'value' } } },
      ...pointLayers(y),
      ...lineLabels(y),
    ],
  };
}

export function trendRows(
  page: Page,
  { name, unit }: { readonly name: string; readonly unit: Unit },
  series: readonly SeriesPoint[],
  limits: ControlLimits | null,
): ChartRow[] {
  const points = new Map((limits?.points ?? []).map((point) => [point.periods_back, point]));
  return series.map((point, index) => {
    const limit = points.get(point.periods_back);
    const period = page.periodName(point.periods_back);
    const isSignal = (limit?.signals.length ?? 0) > 0;
    // A run of signals is named once, at its end.
    const isNamed = isSignal && (points.get(point.periods_back - 1)?.signals.length ?? 0) === 0;
    const isLast = point.periods_back === 0;
    const value = isLast && point.value !== null ? formatNumber(point.value, unit, page.locale) : '';
    return {
      tick: `${index}`.padStart(2, '0') + formatPeriodTick(period, index === 0 || /-(01|W01)$/.test(period), page.locale).join('|'),
      value: point.value,
      lower: limit?.lower ?? null,
      upper: limit?.upper ?? null,
      centre: limits?.centre ?? null,
      is_signal: isSignal,
      is_low: point.value !== null && point.value < (limits?.centre ?? series[index - 1]?.value ?? point.value),
      is_last: isLast,
      note: [isNamed && limit ? rulesText(page, limit, limits?.centre ?? null) : '', value].filter((text) => text !== '').join(' · '),
      lower_label: isLast ? page.say('trend.lower') : '',
      upper_label: isLast ? page.say('trend.upper') : '',
      centre_label: isLast ? page.say('trend.centre') : '',
      says: markText(page, `${period} ${name}`, pointFacts(page, unit, point, limit, limits?.centre ?? null)),
    };
  });
}

/** Value and what it rests on, the limits, and the rules that signal. */
function pointFacts(page: Page, unit: Unit, point: SeriesPoint, limit: ControlPoint | undefined, centre: number | null): string[] {
  const value = unit === 'ratio' ? rateText(page, point.value, point.n) : numberText(page, point.value, unit);
  const n = unit === 'ratio' || point.n === null ? [] : [`n = ${numberText(page, point.n, 'count')}`];
  if (!limit || limit.lower === null || limit.upper === null) return [value, ...n];
  const limits = page.say('mark.limits', { low: numberText(page, limit.lower, unit), high: numberText(page, limit.upper, unit) });
  return [value, ...n, limits, ...(limit.signals.length > 0 ? [rulesText(page, limit, centre)] : [])];
}

/** As many decimals as five ticks need. */
function tickFormat(unit: Unit, [low, high]: readonly [number, number]): string {
  const step = (high - low) / 5;
  if (unit === 'ratio') return step < 0.0075 ? '.1%' : '.0%';
  return step < 0.075 ? '.2f' : '.1f';
}

/** Room for every line and its notes; shares stay within 0 and 1. */
export function trendDomain(rows: readonly ChartRow[], unit: Unit): [number, number] {
  const values = rows.flatMap((row) => [row.value, row.lower, row.upper, row.centre]).filter((value) => typeof value === 'number');
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.22, unit === 'ratio' ? 0.02 : 0.1);
  return unit === 'ratio' ? [Math.max(0, low - room), Math.min(1, high + room)] : [low - room, high + room];
}

function pointLayers(y: object): object[] {
  const value = { ...y, field: 'value' };
  const note = { type: 'text', fontWeight: 'bold' };
  const at = (side: string, isLast: boolean, dy: number) => ({
    transform: [{ filter: `${side} && ${isLast ? '' : '!'}datum.is_last` }],
    // The last note ends at its point, so that it stays off the names of the limits.
    mark: { ...note, dy, ...(isLast ? { align: 'right', dx: 12 } : { align: 'center' }) },
    encoding: { y: value, text: { field: 'note' } },
  });
  return [
    { mark: { type: 'point', size: 38, ...speaking }, encoding: { y: value, ...saying() } },
    {
      transform: [{ filter: 'datum.is_signal' }],
      mark: { type: 'point', filled: false, size: 150, stroke: colors.amber, strokeWidth: 2.5 },
      encoding: { y: value },
    },
    at('!datum.is_low', false, -17),
    at('datum.is_low', false, 19),
    at('!datum.is_low', true, -17),
    at('datum.is_low', true, 19),
  ];
}

function lineLabels(y: object): object[] {
  return ['lower', 'centre', 'upper'].map((name) => ({
    transform: [{ filter: `datum.is_last && datum.${name} !== null` }],
    mark: { type: 'text', align: 'left', dx: 20, color: colors.muted, fontSize: 11 },
    encoding: { y: { ...y, field: name }, text: { field: `${name}_label` } },
  }));
}
