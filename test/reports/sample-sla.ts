import type { ReportTables, SlaComplianceRow } from '../../reports/management-review/report-tables.js';
import { wilson } from './sample-interval.js';

type SlaTables = Pick<
  Required<ReportTables>,
  | 'sla_compliance_by_clock_and_dimension'
  | 'sla_breaches_by_obligation'
  | 'sla_escalations_by_obligation'
  | 'sla_escalations_older'
  | 'sla_due_next_by_obligation'
>;

/** Clock, group, obligations due, breaches now, breaches in a usual period. */
const clocks: readonly (readonly [string, string, number, number, number])[] = [
  ['first_response', 'customer_response', 412, 36, 19],
  ['plan', 'customer_response', 268, 22, 24],
  ['plan_complex', 'customer_response', 31, 4, 3],
  ['promise', 'customer_response', 96, 11, 12],
  ['progress_update', 'customer_response', 1320, 408, 390],
  ['complaint_reply', 'customer_response', 7, 3, 2],
  ['refund', 'customer_response', 22, 1, 1],
  ['onsite_local', 'repair', 64, 6, 7],
  ['onsite_remote', 'repair', 48, 3, 4],
  ['quality_plan', 'repair', 71, 5, 6],
  ['quality_resolution', 'repair', 71, 12, 5],
  ['feedback_test_important', 'quality_information', 6, 3, 1],
  ['feedback_test_general', 'quality_information', 18, 2, 3],
  ['feedback_measures_general', 'quality_information', 18, 0, 1],
  ['feedback_tracking_important', 'quality_information', 0, 0, 0],
  ['feedback_tracking_general', 'quality_information', 19, 2, 2],
  ['revisit', 'followup', 374, 96, 88],
  ['low_score', 'followup', 14, 4, 3],
  ['followup_d3', 'followup', 42, 2, 3],
  ['followup_d30', 'followup', 38, 0, 1],
  ['arrival_urban', 'repair', 0, 0, 0],
];

export function sampleSla(): SlaTables {
  return {
    sla_compliance_by_clock_and_dimension: clocks.flatMap(([clock, group, due, now, usual]) => [
      ...Array.from({ length: 14 }, (_, back) => {
        const scaled = clock === 'feedback_tracking_important' && back > 0 ? 5 : due;
        return row(
          back,
          clock,
          group,
          '',
          '',
          scaled,
          back === 0 ? now : Math.min(scaled, Math.max(0, usual + Math.round(Math.sin(back * 2.3) * usual * 0.3))),
        );
      }),
      ...teams(clock, group, due, now),
    ]),
    sla_breaches_by_obligation: Array.from({ length: 34 }, (_, index) => breach(index)),
    sla_escalations_older: [{ obligations: 121 }],
    sla_due_next_by_obligation: [
      dueNext('progress_update', '2026-09-01T02:40:00'),
      dueNext('quality_resolution', '2026-09-03T23:59:59'),
      dueNext('followup_d30', null),
    ],
    sla_escalations_by_obligation: Array.from({ length: 14 }, (_unused, index) => {
      const { stopped_at: _, ...open } = breach(index * 2);
      return open;
    }),
  };
}

function teams(clock: string, group: string, due: number, breached: number): SlaComplianceRow[] {
  const shares = [0.34, 0.27, 0.2, 0.14, 0.05];
  const late = [0.18, 0.62, 0.1, 0.08, 0.02];
  return ['华东一组', '华东二组', '华南组', '技术支持组', ''].map((member, index) => {
    const part = Math.round(due * (shares[index] ?? 0));
    return row(0, clock, group, 'team', member, part, Math.min(part, Math.round(breached * (late[index] ?? 0))));
  });
}

function row(
  periods_back: number,
  clock: string,
  clock_group: string,
  dimension: string,
  member: string,
  due: number,
  breached: number,
): SlaComplianceRow {
  const met = due - breached;
  const [low, high] = due === 0 ? [null, null] : wilson(met, due);
  return {
    periods_back,
    clock,
    clock_group,
    dimension,
    member,
    due,
    met,
    breached,
    pending: periods_back === 0 ? Math.round(due / 40) : null,
    compliance: due === 0 ? null : met / due,
    compliance_low: low,
    compliance_high: high,
  };
}

function dueNext(clock: string, due_at: string | null) {
  return { clock, record_id: 'GD26081999', ticket_id: 'GD26081999', due_at, owner: '陈静', team: '华南组' };
}

function breach(index: number) {
  const clock = clocks[(index * 5) % clocks.length]?.[0] ?? 'first_response';
  const day = String((index % 27) + 1).padStart(2, '0');
  const ticket = `GD2608${String(1000 + index * 37)}`;
  const isComplaint = clock === 'complaint_reply';
  return {
    clock,
    record_id: isComplaint ? `TS2608${index}` : ticket,
    ticket_id: isComplaint ? null : ticket,
    due_at: `2026-08-${day}T${String(8 + (index % 10)).padStart(2, '0')}:30:00`,
    stopped_at: index % 4 === 0 ? null : `2026-08-${day}T23:15:00`,
    overdue_minutes: clock === 'progress_update' ? null : 40_000 / (index + 1),
    owner: ['王小明', '李建国', '陈静', null][index % 4] ?? null,
    team: isComplaint ? null : (['华东一组', '华东二组', '华南组', '技术支持组'][index % 4] ?? null),
  };
}
