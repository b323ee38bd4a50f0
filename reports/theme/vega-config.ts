import type { Config } from 'vega-lite';
import { colors } from './colors.js';

/** The one chart theme: no frame, thin grid, ink for data. `aria: false`, since each drawing has one text summary of its own. */
export const vegaConfig: Config = {
  aria: false,
  background: 'transparent',
  font: 'inherit',
  padding: 0,
  view: { stroke: null, fill: null },
  axis: {
    domainColor: colors.muted,
    gridColor: colors.grid,
    tickColor: colors.muted,
    labelColor: colors.muted,
    labelFontSize: 12,
    labelLimit: 400,
    titleColor: colors.muted,
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  text: { color: colors.ink, fontSize: 12 },
  point: { filled: true, opacity: 1, color: colors.blue },
  line: { color: colors.blue, strokeWidth: 2 },
  rule: { color: colors.ink },
  bar: { color: colors.blue },
};
