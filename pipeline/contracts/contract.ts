import type { enumerations } from './enumerations.js';

/**
 * How a cell of a column is read.
 * - `id`: NFKC, trimmed, upper case. `text`: trimmed. `enum`, `boolean`: one of the accepted words.
 * - `time`: local time stamp, to the second. `date`: local date.
 * - `integer`: whole number. `money`: amount in the company's currency, up to four decimals.
 */
export type ColumnKind = 'id' | 'text' | 'enum' | 'boolean' | 'time' | 'date' | 'integer' | 'money';

export type EnumerationName = keyof typeof enumerations;

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** One sentence for people who fill or read the column. */
  readonly doc: string;
  /** Chinese headers introduced here; they serve the column name in every dataset (domain.md § 2). */
  readonly headers?: readonly string[];
  readonly required?: true;
  /** Personal data (†): never stored in the clear. */
  readonly personal?: true;
  /** Name of a member of staff: shown as a mask with `privacy.staff: mask`. */
  readonly staff?: true;
  /** Descriptive (°): feeds no figure, so a cell that cannot be read becomes null with a warning. */
  readonly descriptive?: true;
  /** Accepted words, for `enum`. */
  readonly values?: EnumerationName;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whole column may not exceed that other column. */
  readonly atMost?: string;
  readonly unit?: 'points' | 'units' | 'money';
  /** A date alone stands for the end of that day (23:59:59) instead of its midnight. */
  readonly endOfDay?: true;
  /** Placeholders such as 0000 or 不详 are null. */
  readonly placeholders?: true;
}

/** `column` may not lie before `notBefore`, compared at the coarser precision of the two cells. */
export interface TimeOrder {
  readonly column: string;
  readonly notBefore: string;
}

export interface Contract {
  readonly dataset: string;
  /** What one row is. */
  readonly doc: string;
  /** Words in a file's base name that give it to this dataset, besides the dataset's own name. */
  readonly fileNames: readonly string[];
  readonly columns: readonly Column[];
  /** The identity of a row. */
  readonly key: readonly string[];
  /** The identity where the first key column is empty. */
  readonly fallbackKey?: readonly string[];
  /** When the row came to exist: the first of these that is filled. */
  readonly start: readonly string[];
  /** Time cells that may lie after as_of: promises. */
  readonly promises?: readonly string[];
  /** Broken order rejects the row (`time_order`). */
  readonly timeOrder?: readonly TimeOrder[];
  /** Broken order is a warning (`time_suspect`). */
  readonly timeSuspect?: readonly TimeOrder[];
}
