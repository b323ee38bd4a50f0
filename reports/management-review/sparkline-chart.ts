import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { ControlLimits } from './report-data.js';
import type { SeriesPoint } from './series.js';

/** Thirteen periods without axes: limits as a band, the reported period as a dot, signals ringed. */
export const sparklineSpec: ChartSpec = {
  width: 180,
  height: 36,
  autosize: 'none',
  padding: { left: 5, right: 5, top: 4, bottom: 4 },
  encoding: {
    x: { field: 'order', type: 'quantitative', axis: null, scale: { domain: [0, 12] } },
    y: { field: 'value', type: 'quantitative', axis: null, scale: { zero: false, nice: false } },
    ...saying(),
  },
  layer: [
    {
      mark: { type: 'area', interpolate: 'step', color: colors.band },
      encoding: { y: { field: 'lower', type: 'quantitative' }, y2: { field: 'upper' } },
    },
    { mark: { type: 'line', strokeWidth: 1.5, color: colors.muted } },
    {
      transform: [{ filter: 'datum.is_signal && datum.value !== null' }],
      mark: { type: 'point', filled: false, size: 70, stroke: colors.amber, strokeWidth: 2, ...speaking },
    },
    {
      transform: [{ filter: 'datum.order === 12 && datum.value !== null' }],
      mark: { type: 'point', size: 32, color: colors.blue, ...speaking },
    },
  ],
};

/** `says` puts the value of a period in words. */
export function sparklineRows(
  series: readonly SeriesPoint[],
  limits: ControlLimits | null,
  says: (point: SeriesPoint) => string,
): ChartRow[] {
  const points = new Map((limits?.points ?? []).map((point) => [point.periods_back, point]));
  return series.map((point, order) => {
    const limit = points.get(point.periods_back);
    return {
      order,
      says: says(point),
      value: point.value,
      lower: limit?.lower ?? null,
      upper: limit?.upper ?? null,
      is_signal: (limit?.signals.length ?? 0) > 0,
    };
  });
}
