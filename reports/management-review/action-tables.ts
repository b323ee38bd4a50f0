/** Rows of the tables on the times and effects of actions, and on those who answer for faults, samples and actions. */

/** What the timeline of an action shows; dates `2026-10-03`. */
export interface ActionTimes {
  readonly opened_on: string;
  /** Null while it is open. */
  readonly ended_on: string | null;
  /** Due dates it had before the one that holds, by date, each once. */
  readonly earlier_dues: readonly string[];
  /** Days after the due date: until now, or until it was closed; null where it was in time or cancelled. */
  readonly late_days: number | null;
}

/** 95 % Wilson intervals of the fault rates before and from the first fixed lot on; null without units. */
export interface ActionEffectIntervals {
  readonly rate_before_low: number | null;
  readonly rate_before_high: number | null;
  readonly rate_after_low: number | null;
  readonly rate_after_high: number | null;
  /** Units to come until the comparison has 80 % power; null where that is not known. */
  readonly units_short: number | null;
}

/** `responsibility` is '' where it is not given; of groups each counts for all that one of its faults was put down to. */
export interface ResponsibilityRow {
  readonly responsibility: string;
  readonly faults: number;
  readonly faults_before: number;
  /** Of every responsibility together. */
  readonly all_faults: number;
  readonly share: number | null;
  /** Zero for user, transport and installation. */
  readonly confirmed_faults: number;
  readonly out_of_box: number;
  readonly cost: number;
  readonly batch_groups: number;
  readonly important_groups: number;
}

/** `supplier` is '' where the sample names none. */
export interface SupplierRow {
  readonly supplier: string;
  /** Slips of the period whose sample came from it; a slip with samples of two counts for both. */
  readonly slips: number;
  readonly important_slips: number;
  /** Units of those slips that give both numbers. */
  readonly nonconforming: number;
  readonly inspected: number;
  readonly nonconforming_rate: number | null;
  readonly received: number;
  readonly in_hand: number;
  readonly untested: number;
  readonly longest_untested_days: number | null;
}

/** A slip received in the period with at least one nonconforming unit. */
export interface NonconformingSlipRow {
  readonly feedback_id: string;
  readonly model: string | null;
  readonly lot_no: string | null;
  readonly fault_code: string;
  readonly nonconforming: number;
  readonly inspected: number | null;
  readonly rate: number | null;
  readonly class: string;
  readonly info_class: string;
  readonly suppliers: readonly string[];
  readonly departments: readonly string[];
}

/** `department` is '' where the action names none. */
export interface DepartmentRow {
  readonly department: string;
  readonly open: number;
  readonly overdue: number;
  readonly longest_overdue_days: number | null;
  readonly due: number;
  readonly closed_on_time: number;
  readonly missing: number;
}
