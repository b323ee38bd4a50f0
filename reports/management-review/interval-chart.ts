import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { DefectGroupRow } from './report-tables.js';
import { scaleRange, scaleWidth } from './row-scale.js';

const height = 38;

/** Rate and 95 % interval of one group on the common scale: filled where the interval decides, hollow where it does not, grey when quiet. */
export function intervalSpec(top: number, threshold: number): ChartSpec {
  const x = { type: 'quantitative', axis: null, scale: { domain: [0, top], range: scaleRange, clamp: true } };
  const paint = { condition: { test: 'datum.is_quiet', value: colors.quiet }, value: colors.blue };
  return {
    width: scaleWidth,
    height,
    autosize: 'none',
    encoding: { y: { value: height / 2 } },
    layer: [
      {
        mark: { type: 'rule', strokeDash: [3, 2], color: colors.ink },
        encoding: { x: { ...x, datum: threshold }, y: { value: 0 }, y2: { value: height } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2.5, ...speaking },
        encoding: { ...saying(), x: { ...x, field: 'low' }, x2: { field: 'high' }, color: paint },
      },
      {
        mark: { type: 'point', size: 75, strokeWidth: 2, ...speaking },
        encoding: {
          ...saying(),
          x: { ...x, field: 'rate' },
          stroke: paint,
          fill: { condition: { test: '!datum.is_decided', value: colors.paper }, ...{ value: colors.blue } },
          opacity: { value: 1 },
        },
      },
      {
        transform: [{ filter: 'datum.is_quiet && datum.is_decided' }],
        mark: { type: 'point', size: 75, color: colors.quiet, ...speaking },
        encoding: { ...saying(), x: { ...x, field: 'rate' } },
      },
    ],
  };
}

export function intervalRow(group: DefectGroupRow, says: string): ChartRow {
  return {
    says,
    low: group.rate_low,
    high: group.rate_high,
    rate: group.rate,
    is_quiet: group.status === 'quiet',
    is_decided: group.confidence === 'confirmed' || group.confidence === 'cleared',
  };
}

/** End of the scale: the smallest of 40, 60, 80, 100 % that holds every interval and the limit. */
export function intervalTop(groups: readonly DefectGroupRow[], threshold: number): number {
  const highest = Math.max(threshold, ...groups.map((group) => group.rate_high ?? 0));
  return [0.4, 0.6, 0.8].find((top) => highest <= top) ?? 1;
}

/** Ticks each 20 %, for renderAxis. */
export function intervalTicks(top: number): number[] {
  return [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => tick <= top);
}
