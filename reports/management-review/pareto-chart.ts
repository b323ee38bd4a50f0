import type { ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';

/** One bar, in shares of the longest. */
export const paretoSpec: ChartSpec = {
  width: 130,
  height: 14,
  autosize: 'none',
  mark: { type: 'rule', strokeWidth: 10, color: colors.blue },
  encoding: {
    x: { field: 'zero', type: 'quantitative', axis: null, scale: { domain: [0, 1] } },
    x2: { field: 'share' },
    y: { value: 7 },
  },
};
