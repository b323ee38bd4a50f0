import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { SatisfactionRow } from './report-tables.js';
import { scaleWidth } from './row-scale.js';

/** Scores as shares laid out around the middle of the 3s: dissatisfied to the left, satisfied to the right. */
export function scoreSpec(left: number): ChartSpec {
  return {
    width: scaleWidth,
    height: 18,
    autosize: 'none',
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 14, ...speaking },
        encoding: {
          ...saying(),
          x: { field: 'from', type: 'quantitative', axis: null, scale: { domain: [-left, 1], nice: false } },
          x2: { field: 'to' },
          y: { value: 9 },
          color: { field: 'score', type: 'nominal', legend: null, scale: { domain: [1, 2, 3, 4, 5], range: scoreColors } },
        },
      },
      { mark: { type: 'rule', color: colors.ink, strokeWidth: 1 }, encoding: { x: { datum: 0, type: 'quantitative' } } },
    ],
  };
}

const scoreColors = [colors.amber, colors.sand, colors.grid, colors.sky, colors.blue];

/** Segments of one row, in shares of its answers; `says` puts a score and its answers in words. */
export function scoreSegments(row: SatisfactionRow, says: (score: number, answers: number) => string): ChartRow[] {
  const counts = [row.score_1, row.score_2, row.score_3, row.score_4, row.score_5];
  let from = -leftShare(row);
  return counts.map((count, index) => {
    const start = from;
    from += count / row.n;
    return { score: index + 1, from: start, to: from, says: count === 0 ? '' : says(index + 1, count) };
  });
}

/** How far the scale reaches to the left: in steps of 20 %, enough for every row. */
export function scoreLeft(rows: readonly SatisfactionRow[]): number {
  const most = Math.max(0, ...rows.map(leftShare));
  return Math.max(0.2, Math.ceil(most * 5) / 5);
}

function leftShare(row: SatisfactionRow): number {
  return (row.score_1 + row.score_2 + row.score_3 / 2) / row.n;
}
