import type { ReportTables } from '../../reports/management-review/report-tables.js';
import type { FunnelLimitRow, FunnelTeamRow } from '../../reports/management-review/review-tables.js';

type FunnelTables = Pick<Required<ReportTables>, 'satisfaction_funnel_by_team' | 'satisfaction_funnel_by_n'>;

const overall = 0.745;

/** Four teams around one overall rate: one far below, one that looks worse but has few scores. */
export function sampleFunnel(): FunnelTables {
  return {
    satisfaction_funnel_by_team: [
      team('华东一组', 75, 0.827),
      team('华东二组', 57, 0.526),
      team('华南组', 61, 0.82),
      team('技术支持组', 12, 0.667),
    ],
    satisfaction_funnel_by_n: [1, 2, 4, 6, 9, 12, 16, 22, 30, 40, 52, 66, 83].map(limits),
  };
}

function team(name: string, n: number, csat: number): FunnelTeamRow {
  const { low_998, low_95, high_95 } = limits(n);
  return { team: name, n, csat, low_95, high_95, position: csat < low_998 ? 'below_998' : 'within' };
}

function limits(n: number): FunnelLimitRow {
  const deviation = Math.sqrt((overall * (1 - overall)) / n);
  const at = (z: number): number => Math.min(1, Math.max(0, overall + z * deviation));
  return { n, csat: overall, low_998: at(-3.09), low_95: at(-1.96), high_95: at(1.96), high_998: at(3.09) };
}
