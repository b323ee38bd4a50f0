import type { Page } from '../page.js';
import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { FunnelLimitRow, FunnelTeamRow } from './review-tables.js';

/** Teams by their number of scores and their CSAT, in the funnel of what chance lets expect; those outside are named. */
export function funnelSpec(page: Page, low: number): ChartSpec {
  const y = { type: 'quantitative', title: null, scale: { domain: [low, 1], clamp: true, nice: false } };
  const limit = (field: string, strokeDash: readonly number[]) => ({
    transform: [{ filter: "datum.kind === 'limit'" }],
    mark: { type: 'line', strokeWidth: 1, strokeDash, color: colors.muted },
    encoding: { y: { ...y, field } },
  });
  const isOutside = "datum.kind === 'team' && datum.position !== 'within'";
  return {
    width: 420,
    height: 220,
    padding: { left: 2, right: 4, top: 4, bottom: 2 },
    encoding: {
      x: {
        field: 'n',
        type: 'quantitative',
        title: page.say('funnel.n'),
        scale: { zero: true, nice: false },
        axis: { grid: false, tickCount: 6, tickMinStep: 1, labelPadding: 4 },
      },
    },
    layer: [
      {
        ...limit('csat', []),
        encoding: { y: { ...y, field: 'csat', axis: { format: '.0%', tickCount: 5, domain: false, ticks: false, labelPadding: 6 } } },
      },
      limit('low_95', [4, 3]),
      limit('high_95', [4, 3]),
      limit('low_998', [1, 3]),
      limit('high_998', [1, 3]),
      {
        transform: [{ filter: "datum.kind === 'team'" }],
        mark: { type: 'point', size: 44, ...speaking },
        encoding: {
          ...saying(),
          y: { ...y, field: 'csat' },
          color: { condition: { test: "datum.position === 'within'", value: colors.blue }, value: colors.noted },
        },
      },
      {
        transform: [{ filter: isOutside }],
        // Longer names are cut in the drawing; the table below has them whole.
        mark: { type: 'text', align: 'right', dx: -7, fontSize: 12, limit: 200 },
        encoding: { y: { ...y, field: 'csat' }, text: { field: 'label' } },
      },
    ],
  };
}

export function funnelRows(
  limits: readonly FunnelLimitRow[],
  teams: readonly FunnelTeamRow[],
  says: (team: FunnelTeamRow) => { name: string; text: string },
): ChartRow[] {
  return [
    ...limits.map((row) => ({ ...row, kind: 'limit', label: '', says: '', position: '' })),
    ...teams.map((team) => {
      const { name, text } = says(team);
      return { kind: 'team', label: name, says: text, n: team.n, csat: team.csat, position: team.position };
    }),
  ];
}

/** Lower end of the scale: a tenth below what is drawn of teams and of the 95 % limits from ten answers on. */
export function funnelLow(limits: readonly FunnelLimitRow[], teams: readonly FunnelTeamRow[]): number {
  const lowest = Math.min(1, ...teams.map(({ csat }) => csat), ...limits.filter(({ n }) => n >= 10).map(({ low_95 }) => low_95));
  return Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
}
