import type { RejectionCode } from '../ingest/row-checks.js';

/** What Frictionless calls the errors that our codes of rejection stand for. */
export const frictionlessErrors: Readonly<Record<RejectionCode, readonly string[]>> = {
  undecodable: ['encoding-error'],
  ragged_row: ['extra-cell', 'missing-cell'],
  missing_required: ['constraint-error'],
  bad_type: ['type-error'],
  bad_enum: ['constraint-error'],
  out_of_range: ['constraint-error'],
  time_order: ['row-constraint'],
};
