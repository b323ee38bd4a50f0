/** An export of another system, as the configuration describes it; a preset is part of it already. */
export interface Mapping {
  /** Glob pattern, matched with the relative path and with the base name. */
  readonly files: string;
  readonly dataset: string;
  /** Name of the shipped preset it was completed from. */
  readonly preset?: string;
  /** The one sheet of a workbook it is about. */
  readonly sheet?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  /** Line of the header, from 1. */
  readonly header_row?: number;
  /** How times such as 10/8/2026 and 25/Feb/26 10:17 PM are meant, or that they are milliseconds since 1970. */
  readonly date_order?: DateOrder;
  /** Contract column → source header, or several of which a file has one. `Comment[2]` is the second of that name. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  /** Contract column → source value → contract value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Contract column → value of every row. */
  readonly constants: Readonly<Record<string, string>>;
  readonly null_tokens: readonly string[];
  /** Contract column → words for nothing in this column alone. */
  readonly null_tokens_by_column?: Readonly<Record<string, readonly string[]>>;
  /** Contract column → how it is put together from source columns. */
  readonly computed?: Readonly<Record<string, ComputedColumn>>;
  /** Conditions a row has to meet, all of them, to be read. */
  readonly filters?: readonly RowFilter[];
  /** Source headers that feed no column, whatever their name. */
  readonly ignore?: readonly string[];
}

export const dateOrders = ['day_first', 'month_first', 'epoch_milliseconds'] as const;
export type DateOrder = (typeof dateOrders)[number];

export const durationUnits = ['seconds', 'minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** What may be computed; exactly one of the operations is given. */
export const operations = ['join', 'split', 'last_of', 'duration_after', 'yes_no'] as const;

/** A column put together from source columns: one of `operations` with what belongs to it. */
export interface ComputedColumn {
  /** Source headers whose filled cells are joined by `with` (a space). */
  readonly join?: readonly string[];
  readonly with?: string;
  /** Source header whose cell is split at `by`; `take` says which part: a number from 1, `first` or `last`. */
  readonly split?: string;
  readonly by?: string;
  readonly take?: string;
  /** Source headers of which the last filled one counts; a header that comes several times stands for all of them. */
  readonly last_of?: readonly string[];
  /** Column of the contract to whose instant the `duration` (a source header) is added; `unit` of plain numbers (minutes). */
  readonly duration_after?: string;
  readonly duration?: string;
  readonly unit?: DurationUnit;
  /** Source header whose words mean yes or no. */
  readonly yes_no?: string;
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
}

/** A condition on one source column: exactly one of `in`, `not_in`, `empty`. Words are compared as in enumerations. */
export interface RowFilter {
  readonly column: string;
  readonly in?: readonly string[];
  readonly not_in?: readonly string[];
  readonly empty?: boolean;
}
