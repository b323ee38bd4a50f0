import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';

const width = 300;
const range = [16, width - 22];
const x = { type: 'quantitative', axis: null, scale: { domain: [0, 1], range } };

/** Compliance of one clock: bar, tick at the target, hollow dot for the period before. Pale where n < 10. */
export const bulletSpec: ChartSpec = {
  width,
  height: 20,
  autosize: 'none',
  layer: [
    {
      mark: { type: 'rule', strokeWidth: 10, color: colors.band },
      encoding: { x: { ...x, field: 'zero' }, x2: { field: 'one' }, y: { value: 10 } },
    },
    {
      transform: [{ filter: 'datum.compliance !== null' }],
      mark: { type: 'rule', strokeWidth: 10 },
      encoding: {
        x: { ...x, field: 'zero' },
        x2: { field: 'compliance' },
        y: { value: 10 },
        color: {
          condition: [
            { test: "datum.state === 'few'", value: colors.pale },
            { test: "datum.state === 'broken'", value: colors.broken },
          ],
          value: colors.blue,
        },
      },
    },
    {
      transform: [{ filter: 'datum.previous !== null' }],
      mark: { type: 'point', size: 42, fill: colors.paper, stroke: colors.ink, strokeWidth: 1.5 },
      encoding: { x: { ...x, field: 'previous' }, y: { value: 10 } },
    },
    {
      transform: [{ filter: 'datum.target !== null' }],
      mark: { type: 'rule', strokeWidth: 2.5, color: colors.ink },
      encoding: { x: { ...x, field: 'target' }, y: { value: 1 }, y2: { value: 19 } },
    },
  ],
};

/** The scale over the column of bullets. */
export const bulletAxisSpec: ChartSpec = {
  width,
  height: 16,
  autosize: 'none',
  mark: { type: 'text', color: colors.muted },
  encoding: { x: { ...x, field: 'tick' }, y: { value: 9 }, text: { field: 'label' } },
};

export const bulletTicks: ChartRow[] = [0, 25, 50, 75, 100].map((tick) => ({ tick: tick / 100, label: `${tick}%` }));
