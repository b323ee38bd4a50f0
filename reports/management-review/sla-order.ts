import { fewest } from '../page.js';
import { isRead, type ReadDatasets } from './missing.js';
import type { ReportData } from './report-data.js';
import type { SlaComplianceRow } from './report-tables.js';

/** Overall rows of the reported period, by group and clock in the order of domain.md § 4, further clocks last. */
export function clockRows(data: ReportData): SlaComplianceRow[] {
  const rows = data.tables.sla_compliance_by_clock_and_dimension ?? [];
  return rows
    .filter((row) => row.periods_back === 0 && row.dimension === '')
    .sort((one, other) => place(groupOrder, one.clock_group) - place(groupOrder, other.clock_group) || byClock(one, other));
}

/** What keeps the promise of these clocks stands in an export of its own: without it every one counts as missed. */
const evidence: Readonly<Record<string, string>> = { progress_update: 'events', revisit: 'revisits' };

/** The export that would show whether the promise of a clock was kept, where none was read. */
export function missingEvidence(data: ReadDatasets, clock: string): string | null {
  const dataset = evidence[clock];
  return dataset === undefined || isRead(data, dataset) ? null : dataset;
}

/** Clocks with at least ten due that missed their promise, worst first: below target by the largest gap, or without any target the most breaches. */
export function brokenClocks(data: ReportData): { row: SlaComplianceRow; target: number | null }[] {
  const rows = clockRows(data).filter((row) => row.breached > 0 && row.due >= fewest && missingEvidence(data, row.clock) === null);
  const targeted = rows.flatMap((row) => {
    const target = data.targets.get(`sla.${row.clock}.compliance`);
    return target !== undefined && (row.compliance ?? 1) < target ? [{ row, target, gap: target - (row.compliance ?? 1) }] : [];
  });
  const hasTargets = rows.some((row) => data.targets.has(`sla.${row.clock}.compliance`));
  if (hasTargets) return targeted.sort((one, other) => other.gap - one.gap || byClock(one.row, other.row));
  const ranked = [...rows].sort((one, other) => other.breached - one.breached || byClock(one, other));
  return ranked.slice(0, 1).map((row) => ({ row, target: null }));
}

/** The team with the most breaches of a clock in the period, if teams are known and more than one has obligations. */
export function worstTeam(data: ReportData, clock: string): SlaComplianceRow | null {
  const rows = (data.tables.sla_compliance_by_clock_and_dimension ?? []).filter(
    (row) => row.periods_back === 0 && row.dimension === 'team' && row.clock === clock && row.member !== '' && row.due > 0,
  );
  if (rows.length < 2) return null;
  const [worst] = rows.sort((one, other) => other.breached - one.breached || (one.member < other.member ? -1 : 1));
  return worst && worst.breached > 0 ? worst : null;
}

/** Groups of the bullets, in reading order. */
const groupOrder = ['customer_response', 'repair', 'quality_information', 'followup'];

const clockOrder = [
  'first_response',
  'plan',
  'plan_complex',
  'promise',
  'progress_update',
  'complaint_reply',
  'refund',
  'onsite_local',
  'onsite_remote',
  'arrival_urban',
  'arrival_suburban',
  'quality_plan',
  'quality_resolution',
  'feedback_test_important',
  'feedback_test_general',
  'feedback_measures_general',
  'feedback_tracking_important',
  'feedback_tracking_general',
  'revisit',
  'low_score',
  'followup_d3',
  'followup_d7',
  'followup_d30',
];

function byClock(one: { clock: string }, other: { clock: string }): number {
  return place(clockOrder, one.clock) - place(clockOrder, other.clock) || (one.clock < other.clock ? -1 : 1);
}

function place(order: readonly string[], name: string): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}
