import type {
  ActionEffectIntervals,
  ActionTimes,
  DepartmentRow,
  NonconformingSlipRow,
  ResponsibilityRow,
  SupplierRow,
} from './action-tables.js';
import type { ComplaintRecordRow, CompletionRiskRow, CompletionStepRow, FaultPairRow, ProductionMonthRow } from './product-tables.js';
import type {
  ContainmentRow,
  FunnelLimitRow,
  FunnelTeamRow,
  SheetLotRow,
  SheetMonthRow,
  SheetProvinceRow,
  SheetRecordRow,
  WorkloadRow,
} from './review-tables.js';

/** Rows of the metric tables that the page prints, one interface a table, each named like its relation under queries/. */

/** `dimension` is '' for the whole, else team, product, province, priority, customer_type, technician; `member` '' for null. */
interface ByDimension {
  readonly periods_back: number;
  readonly dimension: string;
  readonly member: string;
}

/** Metric tables; an absent or empty one leaves a section that says what is missing. */
export interface ReportTables {
  readonly periods: readonly PeriodRow[];
  readonly sla_compliance_by_clock_and_dimension?: readonly SlaComplianceRow[];
  readonly sla_breaches_by_obligation?: readonly SlaBreachRow[];
  readonly sla_escalations_by_obligation?: readonly SlaEscalationRow[];
  readonly defect_groups?: readonly DefectGroupRow[];
  readonly defect_counts_by_period?: readonly DefectCountsRow[];
  readonly satisfaction_by_measure_and_dimension?: readonly SatisfactionRow[];
  readonly nps_by_dimension?: readonly NpsRow[];
  readonly satisfaction_low_scores_by_revisit?: readonly LowScoreRow[];
  readonly service_by_dimension?: readonly ServiceRow[];
  readonly repairs_by_dimension?: readonly RepairsRow[];
  readonly complaints_by_period?: readonly ComplaintsRow[];
  /** Records of the reported period, the largest amount first. */
  readonly complaints_by_record?: readonly ComplaintRecordRow[];
  readonly completion_time_by_dimension?: readonly CompletionRow[];
  readonly completion_curve_by_cohort?: readonly CompletionStepRow[];
  readonly completion_at_risk_by_cohort_and_day?: readonly CompletionRiskRow[];
  readonly samples_totals?: readonly SamplesRow[];
  /** Of each clock the obligation that falls due first. */
  readonly sla_due_next_by_obligation?: readonly SlaDueNextRow[];
  readonly sla_undecided_by_clock?: readonly { readonly clock: string; readonly obligations: number }[];
  readonly sla_escalations_older?: readonly { readonly obligations: number }[];
  readonly satisfaction_nonresponse_by_measure?: readonly NonresponseRow[];
  readonly comment_topics_by_topic?: readonly TopicRow[];
  /** Actions neither cancelled nor verified, and those that ended in the period; the longest overdue first. */
  readonly actions?: readonly ActionRow[];
  readonly action_effectiveness?: readonly ActionEffectRow[];
  readonly actions_by_period?: readonly ActionFlowRow[];
  readonly actions_overdue_by_age?: readonly OverdueAgeRow[];
  /** Most faults first. */
  readonly faults_by_responsibility?: readonly ResponsibilityRow[];
  /** Most nonconforming units first. */
  readonly samples_by_supplier?: readonly SupplierRow[];
  readonly nonconforming_slips?: readonly NonconformingSlipRow[];
  /** Most overdue first. */
  readonly actions_by_department?: readonly DepartmentRow[];
  /** Pairs tested, by p. */
  readonly emerging?: readonly EmergingRow[];
  readonly emerging_candidates?: readonly EmergingScopeRow[];
  /** The ten most frequent of each subject. */
  readonly pareto_by_subject?: readonly ParetoRow[];
  readonly faults_by_model_and_fault_code?: readonly FaultPairRow[];
  /** By production month, then age. */
  readonly faults_by_production_month_and_age?: readonly ProductionMonthRow[];
  /** Of the reported period, the most frequent first. */
  readonly faults_without_lot_by_fault_code?: readonly { readonly fault_code: string; readonly faults: number }[];
  /** Most scores first. */
  readonly satisfaction_funnel_by_team?: readonly FunnelTeamRow[];
  readonly satisfaction_funnel_by_n?: readonly FunnelLimitRow[];
  /** Most open tickets first. */
  readonly workload_by_person?: readonly WorkloadRow[];
  /** Groups with a fact sheet, in the order of the sheets; the tables after it tell of these alone. */
  readonly sheets?: readonly { readonly group_id: string }[];
  readonly sheet_units_by_month?: readonly SheetMonthRow[];
  readonly sheet_lots?: readonly SheetLotRow[];
  readonly sheet_provinces?: readonly SheetProvinceRow[];
  readonly sheet_records?: readonly SheetRecordRow[];
  readonly containment_by_group_and_action?: readonly ContainmentRow[];
}

export interface PeriodRow {
  readonly periods_back: number;
  readonly period: string;
  readonly starts_at: string;
  readonly ends_at: string;
}

export interface SlaComplianceRow extends ByDimension {
  readonly clock: string;
  readonly clock_group: string;
  readonly due: number;
  readonly met: number;
  readonly breached: number;
  /** Known for the reported period alone. */
  readonly pending: number | null;
  readonly compliance: number | null;
  /** 95 % Wilson interval, where the metric has it: then a change can be told from chance. */
  readonly compliance_low?: number | null;
  readonly compliance_high?: number | null;
}

export interface SlaBreachRow {
  readonly clock: string;
  readonly record_id: string;
  readonly ticket_id: string | null;
  readonly due_at: string;
  readonly stopped_at: string | null;
  readonly overdue_minutes: number | null;
  readonly owner: string | null;
  readonly team: string | null;
}

export interface SlaEscalationRow {
  readonly clock: string;
  readonly record_id: string;
  readonly ticket_id: string | null;
  readonly due_at: string;
  readonly overdue_minutes: number | null;
  readonly owner: string | null;
  readonly team: string | null;
}

export interface DefectGroupRow {
  readonly group_id: string;
  readonly product: string | null;
  readonly model: string | null;
  readonly lot_no: string | null;
  readonly fault_code: string;
  readonly first_at: string | null;
  readonly affected: number | null;
  readonly denominator: number | null;
  readonly rate: number | null;
  readonly rate_low: number | null;
  readonly rate_high: number | null;
  readonly class: string;
  readonly confidence: string | null;
  readonly info_class: string;
  readonly reasons: readonly string[];
  readonly flags: readonly string[];
  readonly status: string;
  /** Whether an action is assigned (A2); absent until actions are evaluated. */
  readonly is_assigned?: boolean;
  readonly action_id?: string | null;
  readonly action_ids?: readonly string[];
}

interface DefectCountsRow {
  readonly periods_back: number;
  readonly groups: number;
  readonly batch: number;
  readonly important: number;
  readonly new: number;
  readonly grown: number;
  readonly batch_confirmed: number;
  readonly batch_uncertain: number;
}

export interface SatisfactionRow extends ByDimension {
  readonly measure: string;
  readonly n: number;
  readonly mean: number | null;
  readonly csat: number | null;
  readonly csat_low: number | null;
  readonly csat_high: number | null;
  readonly dissatisfied: number | null;
  readonly score_1: number;
  readonly score_2: number;
  readonly score_3: number;
  readonly score_4: number;
  readonly score_5: number;
}

interface NpsRow extends ByDimension {
  readonly nps: number | null;
  readonly nps_n: number;
  readonly nps_margin: number | null;
}

interface LowScoreRow {
  readonly revisit_id: string;
  readonly ticket_id: string | null;
  readonly revisited_at: string;
  readonly product: string | null;
  readonly team: string | null;
  readonly effect_score: number | null;
  readonly attitude_score: number | null;
  readonly owner: string | null;
  readonly followed_up_at: string | null;
}

export interface ServiceRow extends ByDimension {
  readonly accepted: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly reopened: number;
  readonly open: number;
  /** Open at the end of the period before. */
  readonly open_before?: number;
  readonly open_age_over_30: number;
  readonly resolution_rate: number | null;
  /** Tickets accepted in the period and not cancelled: what the resolution rate is a share of. */
  readonly to_resolve?: number;
}

export interface RepairsRow extends ByDimension {
  readonly finished: number;
  readonly confirmed_faults: number;
  readonly first_time_fix_rate: number | null;
  readonly repeat_repair_rate: number | null;
  readonly no_fault_found_rate: number | null;
  readonly out_of_box_rate: number | null;
  /** What first-time fix, repeat repair and out-of-box are shares of. */
  readonly repaired_tickets: number;
  readonly decided_faults: number;
  readonly shipped_units: number;
  readonly cost_in_warranty?: number;
  readonly cost_out_of_warranty?: number;
  readonly cost_warranty_unknown?: number;
}

interface ComplaintsRow {
  readonly periods_back: number;
  readonly opened: number;
  readonly complaint: number;
  readonly batch_return: number;
  readonly claim: number;
  readonly amount: number;
}

/** Time to completion of the tickets accepted in a period and the two before it (Kaplan–Meier). */
interface CompletionRow extends ByDimension {
  readonly tickets: number;
  readonly median_hours: number | null;
  readonly p90_hours: number | null;
}

interface SamplesRow {
  readonly periods_back: number;
  readonly received: number;
  readonly in_hand: number;
  readonly untested: number;
}

export interface SlaDueNextRow {
  readonly clock: string;
  readonly record_id: string;
  readonly ticket_id: string | null;
  /** Null beyond the end of the calendar. */
  readonly due_at: string | null;
  readonly owner: string | null;
  readonly team: string | null;
}

/** Tickets completed in the period: how far those without an answer could move the share satisfied. */
interface NonresponseRow {
  readonly measure: string;
  readonly completed: number;
  readonly answered: number;
  readonly csat_if_silent_dissatisfied: number | null;
  readonly csat_if_silent_satisfied: number | null;
}

export interface TopicRow {
  readonly topic: string;
  readonly comments: number;
  readonly low_scored: number;
  /** Comments of the period in all. */
  readonly commented: number;
  readonly share: number | null;
  /** The newest, free of personal data. */
  readonly examples: readonly string[];
}

export interface ActionRow extends ActionTimes {
  readonly action_id: string;
  readonly source_id: string | null;
  readonly model: string | null;
  readonly fault_code: string | null;
  readonly title: string;
  readonly owner: string | null;
  readonly department: string | null;
  /** Null for one from the register whose owner has set none. */
  readonly due_on: string | null;
  /** Due date it first had, and how often that was moved. */
  readonly first_due_on: string | null;
  readonly due_moves: number;
  readonly status: string;
  /** Containment: done, pending, na; null where not filled. */
  readonly shop_floor: string | null;
  readonly warehouse: string | null;
  readonly market: string | null;
  readonly tooling: string | null;
  readonly documents: string | null;
  readonly is_open: boolean;
  readonly is_overdue: boolean;
  readonly overdue_days: number | null;
  readonly is_missing: boolean;
  /** Open since before the period. */
  readonly is_carried_over: boolean;
}

interface ActionFlowRow {
  readonly periods_back: number;
  readonly open_before: number;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
}

/** Open actions overdue by `from_days` to `to_days` days; the last range has no end. */
interface OverdueAgeRow {
  readonly range_no: number;
  readonly from_days: number;
  readonly to_days: number | null;
  readonly actions: number;
}

/** Fault records and units shipped of as many lots before the first fixed one as after, at equal age. */
export interface ActionEffectRow extends ActionEffectIntervals {
  readonly action_id: string;
  readonly title: string;
  readonly model: string;
  readonly fault_code: string;
  readonly first_fixed_lot: string;
  readonly faults_before: number;
  readonly units_before: number;
  readonly rate_before: number | null;
  readonly faults_after: number;
  readonly units_after: number;
  readonly rate_after: number | null;
  readonly verdict: string;
  readonly p_value: number | null;
  readonly units_needed: number | null;
}

export interface EmergingRow {
  readonly model: string;
  readonly fault_code: string;
  readonly count: number;
  readonly expected: number | null;
  readonly p_value: number;
  readonly q_value: number;
  readonly flagged: boolean;
  /** Whether an action that is not cancelled names model and fault code. */
  readonly is_answered?: boolean;
}

/** Pairs with at least two confirmed faults in the period, tested or not. */
interface EmergingScopeRow {
  readonly pairs: number;
  /** Not tested: no units of the model are known to be shipped. */
  readonly without_exposure: number;
  /** Periods to compare with; under three nothing is tested. Null without any pair. */
  readonly baseline_periods: number | null;
}

export interface ParetoRow {
  readonly subject: string;
  readonly member: string;
  readonly rank: number;
  readonly occurrences: number;
  readonly share: number;
  readonly cumulative_share: number;
  /** Members of the subject in all. */
  readonly members: number;
}
