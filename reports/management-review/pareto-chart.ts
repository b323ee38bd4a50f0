import type { ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';

/** One bar, in shares of the longest. */
export const paretoSpec: ChartSpec = {
  width: 130,
  height: 14,
  autosize: 'none',
  mark: { type: 'rule', strokeWidth: 10, color: colors.blue, ...speaking },
  encoding: {
    ...saying(),
    x: { field: 'zero', type: 'quantitative', axis: null, scale: { domain: [0, 1] } },
    x2: { field: 'share' },
    y: { value: 7 },
  },
};
