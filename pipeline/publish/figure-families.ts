import type { Unit } from '../../reports/management-review/report-data.js';
import { identifier } from '../warehouse/sql-text.js';

/** Figures of one id pattern: `{column}` is filled from the rows of a metric, one figure per row and measure. */
export interface FigureFamily {
  /** Id before the measure, e.g. `sla.{clock}`. */
  readonly id: string;
  /** Relation under queries/metrics, a table of test results, or `dataset_accounting` of the warehouse. */
  readonly metric: string;
  /** Measure in the id → unit; the metric's column is called the same unless `columns` names another, or a count over its rows. */
  readonly measures: Readonly<Record<string, Unit>>;
  readonly columns?: Readonly<Record<string, string>>;
  /** Rows the figures come from. */
  readonly where: string;
  /** Whether more of it is better, or less; of the measures left out nobody can say. */
  readonly better?: Readonly<Record<string, 'higher' | 'lower'>>;
  /** Of rates and scores: column of the metric that counts what they rest on. */
  readonly outOf?: Readonly<Record<string, string>>;
  /** The metric has the columns dimension and member. */
  readonly isByDimension?: true;
}

const current = 'periods_back = 0';

/** The account of what is loaded, the same for every period. */
export const accountingFamily: FigureFamily = {
  id: 'accounting.{dataset}',
  metric: 'dataset_accounting',
  measures: { read: 'count', loaded: 'count', rejected: 'count', duplicate: 'count', superseded: 'count', warnings: 'count' },
  better: { rejected: 'lower', duplicate: 'lower', superseded: 'lower', warnings: 'lower' },
  where: 'true',
};

/** Every figure of figures.json but the accounting (interface.md). */
export const figureFamilies: readonly FigureFamily[] = [
  {
    id: 'sla.{clock}',
    metric: 'sla_compliance_by_clock_and_dimension',
    measures: { due: 'count', met: 'count', breached: 'count', pending: 'count', compliance: 'ratio' },
    better: { met: 'higher', breached: 'lower', pending: 'lower', compliance: 'higher' },
    outOf: { compliance: 'due' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'defects',
    metric: 'defect_counts_by_period',
    measures: {
      groups: 'count',
      batch: 'count',
      minor: 'count',
      unrated: 'count',
      important: 'count',
      general: 'count',
      new: 'count',
      grown: 'count',
      batch_confirmed: 'count',
      batch_uncertain: 'count',
      faults_without_lot: 'count',
    },
    better: {
      groups: 'lower',
      batch: 'lower',
      minor: 'lower',
      unrated: 'lower',
      important: 'lower',
      general: 'lower',
      new: 'lower',
      grown: 'lower',
      batch_confirmed: 'lower',
      batch_uncertain: 'lower',
      faults_without_lot: 'lower',
    },
    where: current,
  },
  {
    id: 'defects',
    metric: 'defect_totals',
    measures: { total_groups: 'count', total_batch: 'count', total_important: 'count' },
    better: { total_groups: 'lower', total_batch: 'lower', total_important: 'lower' },
    where: 'true',
  },
  {
    id: 'satisfaction.{measure}',
    metric: 'satisfaction_by_measure_and_dimension',
    measures: { n: 'count', mean: 'points', csat: 'ratio', csat_low: 'ratio', csat_high: 'ratio', dissatisfied: 'ratio' },
    better: { mean: 'higher', csat: 'higher', csat_low: 'higher', csat_high: 'higher', dissatisfied: 'lower' },
    outOf: { mean: 'n', csat: 'n', csat_low: 'n', csat_high: 'n', dissatisfied: 'n' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'satisfaction',
    metric: 'nps_by_dimension',
    measures: { nps: 'points', nps_n: 'count', nps_margin: 'points' },
    better: { nps: 'higher' },
    outOf: { nps: 'nps_n' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'satisfaction',
    metric: 'satisfaction_low_scores_by_dimension',
    measures: { low_scores: 'count' },
    better: { low_scores: 'lower' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'satisfaction',
    metric: 'sla_compliance_by_clock_and_dimension',
    measures: { coverage: 'ratio' },
    columns: { coverage: 'compliance' },
    better: { coverage: 'higher' },
    outOf: { coverage: 'due' },
    where: `${current} and clock = 'revisit'`,
    isByDimension: true,
  },
  {
    id: 'service',
    metric: 'service_by_dimension',
    measures: {
      accepted: 'count',
      completed: 'count',
      cancelled: 'count',
      reopened: 'count',
      open: 'count',
      resolution_rate: 'ratio',
      'open_age.0_1': 'count',
      'open_age.2_3': 'count',
      'open_age.4_7': 'count',
      'open_age.8_30': 'count',
      'open_age.over_30': 'count',
    },
    columns: {
      'open_age.0_1': 'open_age_0_1',
      'open_age.2_3': 'open_age_2_3',
      'open_age.4_7': 'open_age_4_7',
      'open_age.8_30': 'open_age_8_30',
      'open_age.over_30': 'open_age_over_30',
    },
    better: {
      completed: 'higher',
      reopened: 'lower',
      open: 'lower',
      resolution_rate: 'higher',
      'open_age.0_1': 'lower',
      'open_age.2_3': 'lower',
      'open_age.4_7': 'lower',
      'open_age.8_30': 'lower',
      'open_age.over_30': 'lower',
    },
    outOf: { resolution_rate: 'to_resolve' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'service',
    metric: 'completion_time_by_dimension',
    measures: { median_hours: 'hours', p90_hours: 'hours' },
    better: { median_hours: 'lower', p90_hours: 'lower' },
    where: current,
    isByDimension: true,
  },
  {
    id: 'repairs',
    metric: 'repairs_by_dimension',
    measures: {
      finished: 'count',
      confirmed_faults: 'count',
      first_time_fix_rate: 'ratio',
      repeat_repair_rate: 'ratio',
      no_fault_found_rate: 'ratio',
      out_of_box_rate: 'ratio',
      cost_in_warranty: 'money',
      cost_out_of_warranty: 'money',
      cost_warranty_unknown: 'money',
    },
    better: {
      confirmed_faults: 'lower',
      first_time_fix_rate: 'higher',
      repeat_repair_rate: 'lower',
      no_fault_found_rate: 'lower',
      out_of_box_rate: 'lower',
      cost_in_warranty: 'lower',
      cost_out_of_warranty: 'lower',
      cost_warranty_unknown: 'lower',
    },
    outOf: {
      first_time_fix_rate: 'repaired_tickets',
      repeat_repair_rate: 'decided_faults',
      no_fault_found_rate: 'finished',
      out_of_box_rate: 'shipped_units',
    },
    where: current,
    isByDimension: true,
  },
  {
    id: 'samples',
    metric: 'samples_totals',
    measures: { received: 'count', in_hand: 'count', untested: 'count' },
    better: { in_hand: 'lower', untested: 'lower' },
    where: current,
  },
  {
    id: 'complaints',
    metric: 'complaints_by_period',
    measures: { opened: 'count', complaint: 'count', batch_return: 'count', claim: 'count', amount: 'money' },
    better: { opened: 'lower', complaint: 'lower', batch_return: 'lower', claim: 'lower', amount: 'lower' },
    where: current,
  },
  {
    id: 'emerging',
    metric: 'emerging',
    measures: { tested: 'count', flagged: 'count' },
    columns: { tested: 'count(*)', flagged: 'count(*) filter (flagged)' },
    better: { flagged: 'lower' },
    where: 'true',
  },
  {
    id: 'actions',
    metric: 'actions_totals',
    measures: { open: 'count', overdue: 'count', due: 'count', closed_on_time_rate: 'ratio', unassigned: 'count', missing: 'count' },
    better: { open: 'lower', overdue: 'lower', closed_on_time_rate: 'higher', unassigned: 'lower', missing: 'lower' },
    outOf: { closed_on_time_rate: 'due' },
    where: 'true',
  },
  {
    id: 'actions',
    metric: 'action_effectiveness',
    measures: { effective: 'count', not_effective: 'count', insufficient: 'count' },
    columns: {
      effective: "count(*) filter (verdict = 'effective')",
      not_effective: "count(*) filter (verdict = 'not_effective')",
      insufficient: "count(*) filter (verdict = 'insufficient')",
    },
    better: { effective: 'higher', not_effective: 'lower', insufficient: 'lower' },
    where: 'true',
  },
];

/** Columns of the metric that the id names in braces. */
export function labelsOf({ id }: FigureFamily): string[] {
  return [...id.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}

/** What a measure is selected as from the rows of the metric. */
export function measureExpression(family: FigureFamily, measure: string): string {
  return family.columns?.[measure] ?? identifier(measure);
}
