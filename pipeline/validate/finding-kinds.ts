import { type RejectionCode, rejectionCodes } from '../ingest/row-checks.js';

/** What `validate` can find: a code of rejection, or something about a file as a whole. */
export type FindingKind =
  | RejectionCode
  | 'bad_file'
  | 'unrecognised'
  | 'ignored_file'
  | 'no_export'
  | 'unknown_header'
  | 'repeated_header'
  | 'absent_header';

export interface KindText {
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Every kind of finding, codes of rejection first and in the order in which they count. */
export const findingKinds: Readonly<Record<FindingKind, KindText>> = {
  undecodable: {
    meaning: 'The row has bytes that are no text in the encoding of the file, or a NUL.',
    remedy: 'Export the file again as UTF-8, or name its encoding under mappings.',
  },
  ragged_row: {
    meaning: 'The row has another number of cells than the header, or a quote that is not closed.',
    remedy: 'Put cells that hold the delimiter, a quote or a line break in quotes, and double the quotes in them.',
  },
  missing_required: {
    meaning: 'A required column is empty.',
    remedy: 'Fill the cell in the system the export comes from.',
  },
  bad_type: {
    meaning: 'A cell is no time, date, number, amount or whole identifier.',
    remedy: 'Write times as 2026-10-03 09:30 and numbers in digits; format long identifiers as text before exporting a workbook.',
  },
  bad_enum: {
    meaning: 'A cell holds none of the accepted words.',
    remedy: 'Use an accepted word, or add your own under enums in the configuration.',
  },
  out_of_range: {
    meaning: 'A number lies outside its range, or more is nonconforming than was inspected.',
    remedy: 'Correct the number in the system the export comes from.',
  },
  time_order: {
    meaning: 'A time lies before one it must follow, such as completed before accepted.',
    remedy: 'Correct the times in the system the export comes from.',
  },
  bad_file: {
    meaning: 'The file cannot be read as a table.',
    remedy: 'Export it again; quality.skip_bad_files lets a run go on without it.',
  },
  unrecognised: {
    meaning: 'The file or sheet fits no dataset.',
    remedy: 'Put the name of its dataset in the file name, or describe it under mappings.',
  },
  ignored_file: {
    meaning: 'The file is no export of a known form.',
    remedy: 'Move it out of the folder of exports, or leave it: it is not read.',
  },
  no_export: {
    meaning: 'No file of the input is an export.',
    remedy: 'Name the folder that holds the exports; one of another system needs the mapping that fieldreview map FILE proposes.',
  },
  unknown_header: {
    meaning: 'A column belongs to no column of the dataset; it is not read.',
    remedy: 'Name it under columns in the configuration if it should be read.',
  },
  repeated_header: {
    meaning: 'A column is a second header for its column; it is not read.',
    remedy: 'Keep one of the two in the export.',
  },
  absent_header: {
    meaning: 'The mapping of the file names a column that the file does not have.',
    remedy: 'Correct the name under mappings, or export the column as well.',
  },
};

export function isRejectionCode(kind: string): kind is RejectionCode {
  return rejectionCodes.some((code) => code === kind);
}
