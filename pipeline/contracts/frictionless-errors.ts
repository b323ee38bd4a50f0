import type { FindingKind } from '../validate/finding-kinds.js';

/** What Frictionless calls the errors that our codes of rejection and findings about files stand for; it has none for some. */
export const frictionlessErrors: Readonly<Record<FindingKind, readonly string[]>> = {
  undecodable: ['encoding-error'],
  ragged_row: ['extra-cell', 'missing-cell'],
  missing_required: ['constraint-error'],
  bad_type: ['type-error'],
  bad_enum: ['constraint-error'],
  out_of_range: ['constraint-error'],
  time_order: ['row-constraint'],
  bad_file: ['missing-label', 'source-error', 'format-error'],
  unrecognised: [],
  ignored_file: [],
  no_export: [],
  unknown_header: ['extra-label'],
  absent_header: ['missing-label'],
  repeated_header: ['duplicate-label'],
};
