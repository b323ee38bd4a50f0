import type { clockRecords } from './policy-schema.js';

export type ClockRecord = (typeof clockRecords)[number];

/** What the clocks of one kind of record may name in `start`, `stop`, `due`, `exists_from` and `when`. */
export interface RecordFields {
  /** The relation that has them, one row per record. */
  readonly relation: string;
  readonly key: string;
  /** Time cells (`time` has a precision column beside it, `exact` is taken to the second) and dates. */
  readonly times: Readonly<Record<string, 'time' | 'exact' | 'date'>>;
  /** Whether a field is compared as a number (`below`, `at_least`) or as text. */
  readonly filters: Readonly<Record<string, 'text' | 'number'>>;
}

const text = 'text' as const;
const number = 'number' as const;
const time = 'time' as const;
const exact = 'exact' as const;
const date = 'date' as const;

export const clockFields: Readonly<Record<ClockRecord, RecordFields>> = {
  tickets: {
    relation: 'clock_tickets',
    key: 'ticket_id',
    times: {
      accepted_at: time,
      first_response_at: time,
      plan_at: time,
      first_dispatched_at: exact,
      arrived_at: time,
      due_at: time,
      completed_at: time,
      returned_at: time,
      refunded_at: time,
      first_revisit_at: time,
    },
    filters: {
      customer_type: text,
      channel: text,
      product: text,
      model: text,
      area: text,
      category: text,
      priority: text,
      complexity: text,
      team: text,
      owner: text,
      distance: text,
    },
  },
  complaints: {
    relation: 'stg_complaints',
    key: 'complaint_id',
    times: { opened_at: time, replied_at: time, closed_at: time },
    filters: { kind: text, model: text, lot_no: text, fault_code: text, amount: number },
  },
  feedback: {
    relation: 'int_slip_clock_fields',
    key: 'feedback_id',
    times: { received_at: time, test_result_at: time, measures_at: time, tracking_at: time, closed_at: time },
    filters: { product: text, model: text, fault_code: text, characteristic: text, consequence: text, info_class: text },
  },
  revisits: {
    relation: 'int_revisit_clock_fields',
    key: 'revisit_id',
    times: { revisited_at: time, followed_up_at: time },
    filters: {
      reached: text,
      effect_score: number,
      attitude_score: number,
      lowest_score: number,
      recommend_score: number,
      owner: text,
    },
  },
  followups: {
    relation: 'stg_followups',
    key: 'followup_id',
    times: { purchased_on: date, done_at: time },
    filters: { stage: text, model: text, score: number },
  },
};
