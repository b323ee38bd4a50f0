import type { ReportTables } from '../../reports/management-review/report-tables.js';

type QualityTables = Pick<Required<ReportTables>, 'emerging' | 'emerging_candidates' | 'pareto_by_subject'>;

/** Pairs of model and fault, one of them emerging, some without shipments; frequencies with more members than are shown. */
export function sampleQuality(): QualityTables {
  const pairs = [
    pair('KT-35GW', 'E33', 14, 0.757, 4.2e-10, 3.8e-9),
    pair('BX-210', 'P07', 4, 1.293, 0.063, 0.189),
    pair('XQ-80', 'W02', 2, 0, 0.31, 0.41),
    pair('XQ-80', 'W09', 2, null, 0.66, 0.66),
  ];
  return {
    emerging: pairs,
    emerging_candidates: [{ pairs: 6, without_exposure: 2, baseline_periods: 12 }],
    pareto_by_subject: [
      ...subject('fault_code', 'E', 17),
      ...subject('model', 'KT-', 3),
      ...subject('part', '部件', 12),
      ...coded('responsibility', ['manufacturing', 'supplier', '']),
      ...coded('category', ['quality', 'usage']),
      ...subject('channel', '渠道', 1),
    ],
  };
}

function pair(model: string, fault_code: string, count: number, expected: number | null, p_value: number, q_value: number) {
  return { model, fault_code, count, expected, p_value, q_value, flagged: q_value <= 0.05 };
}

/** Members that are codes with words of their own. */
function coded(name: string, members: readonly string[]) {
  return subject(name, '', members.length).map((row, index) => ({ ...row, member: members[index] ?? '' }));
}

/** The first ten of so many members, the first with 31 of 151 faults, the last of the ten not named. */
function subject(name: string, prefix: string, members: number) {
  const faults = Array.from({ length: Math.min(members, 10) }, (_, index) => Math.round(31 / (index + 1)));
  return faults.map((occurrences, index) => ({
    subject: name,
    member: index === 9 ? '' : `${prefix}${10 + index}`,
    rank: index + 1,
    occurrences,
    share: occurrences / 151,
    cumulative_share: faults.slice(0, index + 1).reduce((sum, count) => sum + count, 0) / 151,
    members,
  }));
}
