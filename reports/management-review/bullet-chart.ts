import type { ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import { scaleRange, scaleWidth } from './row-scale.js';

const x = { type: 'quantitative', axis: null, scale: { domain: [0, 1], range: scaleRange } };

/**
 * Compliance of one clock: bar, tick at the target, hollow dot for the period before. Where n < 10 each case is a dot, full when in time:
 * a bar would be read as a rate.
 */
export const bulletSpec: ChartSpec = {
  width: scaleWidth,
  height: 20,
  autosize: 'none',
  layer: [
    {
      transform: [{ filter: "datum.state !== 'few'" }],
      mark: { type: 'rule', strokeWidth: 10, color: colors.band },
      encoding: { x: { ...x, field: 'zero' }, x2: { field: 'one' }, y: { value: 10 } },
    },
    {
      transform: [{ filter: "datum.state === 'few'" }],
      mark: { type: 'point', size: 42, strokeWidth: 1.5, stroke: colors.muted, ...speaking },
      encoding: {
        ...saying(),
        x: { ...x, field: 'place' },
        y: { value: 10 },
        fill: { condition: { test: 'datum.is_met', value: colors.muted }, value: colors.paper },
      },
    },
    {
      transform: [{ filter: "datum.state !== 'few' && datum.compliance !== null" }],
      mark: { type: 'rule', strokeWidth: 10, ...speaking },
      encoding: {
        ...saying(),
        x: { ...x, field: 'zero' },
        x2: { field: 'compliance' },
        y: { value: 10 },
        color: { condition: { test: "datum.state === 'broken'", value: colors.broken }, value: colors.blue },
      },
    },
    {
      transform: [{ filter: "datum.state !== 'few' && datum.previous !== null" }],
      mark: { type: 'point', size: 42, fill: colors.paper, stroke: colors.ink, strokeWidth: 1.5, ...speaking },
      encoding: { ...saying('previous_says'), x: { ...x, field: 'previous' }, y: { value: 10 } },
    },
    {
      transform: [{ filter: "datum.state !== 'few' && datum.target !== null" }],
      mark: { type: 'rule', strokeWidth: 2.5, color: colors.ink, ...speaking },
      encoding: { ...saying('target_says'), x: { ...x, field: 'target' }, y: { value: 1 }, y2: { value: 19 } },
    },
  ],
};

export const bulletTicks = [0, 0.25, 0.5, 0.75, 1];
