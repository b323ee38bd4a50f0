/**
 * Everything the page prints, as plain data: the page arranges and formats, and computes no measure.
 * Numbers are unrounded; local times `2026-10-03T09:30:00`, dates `2026-10-03`; null = not known or no denominator.
 */
export interface ReportData {
  readonly header: ReportHeader;
  readonly settings: ReportSettings;
  /** Targets of `report.targets.<figure>`, by figure id. */
  readonly targets: ReadonlyMap<string, number>;
  readonly accounting: Accounting;
  /** Every figure of the period by its id (interface.md), by dimension included. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly tables: ReportTables;
  /** Limits for the trends and the tiles; a series without limits is shown without a judgement. */
  readonly control_limits: readonly ControlLimits[];
}

export type Unit = 'count' | 'ratio' | 'hours' | 'points' | 'money';

export interface Figure {
  readonly value: number | null;
  readonly unit: Unit;
}

interface ReportHeader {
  readonly company: string | null;
  /** `2026-08` or `2026-W34`. */
  readonly period: string;
  readonly kind: 'month' | 'week';
  /** Local time of the data cut-off: the first instant that no longer counts. */
  readonly as_of: string;
  readonly provisional: boolean;
  readonly timezone: string;
  readonly product_version: string;
  readonly configuration_hash: string;
}

interface ReportSettings {
  /** Share above which a group is a batch problem, 0.2 by default. */
  readonly defect_threshold: number;
  readonly defect_comparison: '>' | '>=';
  /** Null: the on-site clocks carry nothing and the page asks for it. */
  readonly home_province: string | null;
}

export interface Accounting {
  readonly health: DataHealth;
  readonly datasets: readonly DatasetAccounting[];
  readonly files: readonly FileAccounting[];
  /** Rejected rows by dataset and code, with the first of each. */
  readonly rejects: readonly IssueSummary[];
  readonly warnings: readonly IssueSummary[];
  readonly bad_files: readonly { readonly path: string; readonly reason: string }[];
}

interface DataHealth {
  readonly read: number;
  readonly rejected: number;
  readonly bad_files: number;
  readonly orphan_references: number;
  /** Days of the period for which the calendar has no entry, or a dataset no row: whatever the builder counts as uncovered. */
  readonly uncovered_days: number;
}

interface RowCounts {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly superseded: number;
  readonly warnings: number;
}

export interface DatasetAccounting extends RowCounts {
  readonly dataset: string;
}

export interface FileAccounting extends RowCounts {
  readonly path: string;
  /** Null for a file that fits no dataset. */
  readonly dataset: string | null;
  readonly sha256: string;
  readonly skipped_lines: number;
}

export interface IssueSummary {
  readonly dataset: string;
  readonly code: string;
  readonly rows: number;
  /** The first such row. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly message: string | null;
}

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
  readonly open_age_over_30: number;
  readonly resolution_rate: number | null;
  /** Tickets accepted in the period and not cancelled: what the resolution rate is a share of. */
  readonly to_resolve?: number;
}

interface RepairsRow extends ByDimension {
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
}

interface ComplaintsRow {
  readonly periods_back: number;
  readonly opened: number;
  readonly complaint: number;
  readonly batch_return: number;
  readonly claim: number;
  readonly amount: number;
}

/** Nelson rule 1: a point beyond the limits; rule 2: nine points in a row on one side of the centre. */
type Signal = 'rule_1' | 'rule_2';

export interface ControlLimits {
  /** Id of the figure the series follows, e.g. `satisfaction.effect.mean`, `satisfaction.effect.csat`. */
  readonly series: string;
  readonly method: 'xmr' | 'laney_p_prime';
  readonly centre: number | null;
  readonly points: readonly ControlPoint[];
}

export interface ControlPoint {
  readonly periods_back: number;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly signals: readonly Signal[];
}

/** A period published in OUT, for its index page. */
export interface PublishedPeriod {
  readonly period: string;
  readonly kind: 'month' | 'week';
  readonly as_of: string;
  readonly provisional: boolean;
  /** Path of the report relative to the index page, e.g. `2026-08/index.html`. */
  readonly href: string;
  readonly figures: ReadonlyMap<string, Figure>;
}
