import type { ActionRow } from './report-tables.js';

/** Rows of the tables behind the sections on resources and fact sheets, and behind the funnel of satisfaction. */

/** '' where team or owner is not given. */
export interface WorkloadRow {
  readonly team: string;
  readonly owner: string;
  readonly accepted: number;
  readonly completed: number;
  readonly open: number;
  readonly open_over_30: number;
  readonly due: number;
  readonly breached: number;
  readonly escalated: number;
}

/** CSAT of a team and where it lies among the limits for its number of scores. */
export interface FunnelTeamRow {
  readonly team: string;
  readonly n: number;
  readonly csat: number;
  readonly low_95: number;
  readonly high_95: number;
  /** below_998, below_95, within, above_95, above_998. */
  readonly position: string;
}

export interface FunnelLimitRow {
  readonly n: number;
  readonly csat: number;
  readonly low_998: number;
  readonly low_95: number;
  readonly high_95: number;
  readonly high_998: number;
}

export interface SheetMonthRow {
  readonly group_id: string;
  /** First day of the month. */
  readonly month: string;
  readonly units: number;
}

/** Fault records of the group's code in a lot of its model up to an age that all the lots have reached. */
export interface SheetLotRow {
  readonly group_id: string;
  readonly lot_no: string;
  readonly is_own: boolean;
  readonly produced_on: string;
  readonly shipped_units: number;
  readonly age_months: number;
  readonly faults: number;
  readonly faults_per_unit: number | null;
}

export interface SheetProvinceRow {
  readonly group_id: string;
  readonly province: string;
  readonly units: number;
}

export interface SheetRecordRow {
  readonly group_id: string;
  /** feedback or complaints. */
  readonly record: string;
  readonly record_id: string;
  readonly occurred_at: string;
  readonly consequence: string | null;
  readonly amount: number | null;
}

/** Where units with a fault may still be: 002 §5.1.2.7–8. */
export const containmentScopes = ['shop_floor', 'warehouse', 'market', 'tooling', 'documents'] as const;

/** An action that answers a group with a fact sheet. */
export type ContainmentRow = Pick<
  ActionRow,
  | 'action_id'
  | 'title'
  | 'owner'
  | 'department'
  | 'due_on'
  | 'status'
  | 'is_open'
  | 'is_overdue'
  | 'overdue_days'
  | (typeof containmentScopes)[number]
> & {
  readonly group_id: string;
  /** pending, done, or unknown: nobody filled it in. */
  readonly containment: string;
};
