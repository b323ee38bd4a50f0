import type { Contract } from '../contracts/contract.js';
import { monthNumber } from './company.js';
import type { Plan } from './plan.js';

/** Months of the rows wanted, counted as in company.ts: `[first, last]`. */
export interface Months {
  readonly first: number;
  readonly last: number;
}

/** How the rows of a dataset are made. Values are canonical; times and dates are typed; a column left out is empty. */
export interface Recipe {
  readonly contract: Contract;
  /** Begins the names of its files. */
  readonly fileName: string;
  /** Headers and words of the files. */
  readonly language: 'chinese' | 'canonical';
  /** Column of the contract → expression over `from`. */
  readonly columns: Readonly<Record<string, string>>;
  /** What follows `from`. */
  readonly from: string;
  /** The month a row is exported with, `2026-10`: part of the name of its file. */
  readonly month: string;
  /** Orders the rows of a file, and is unique in the dataset: the dice of a row are thrown by it. */
  readonly rowNo: string;
  /** Rows that carry a planted truth are never made to be rejected. */
  readonly isPlanted: string;
  /** A text column in which an older version of a row differs. */
  readonly rewritten: string;
}

/** `select` of the rows of a recipe, canonical and typed, with `export_month`, `row_no` and `is_planted`. */
export function recipeSql({ columns, month, rowNo, isPlanted, from }: Recipe): string {
  const cells = Object.entries(columns).map(([name, sql]) => `${sql} as ${name}`);
  return `select ${[...cells, `${month} as export_month`, `(${rowNo})::bigint as row_no`, `(${isPlanted}) as is_planted`].join(',\n  ')}\nfrom ${from}`;
}

/** The month of a ticket, and that of a row which has a number of its month. */
export const ticketMonth = `strftime(accepted_at, '%Y-%m')`;
export const numberedMonth = `strftime(month_start(month_no), '%Y-%m')`;

/** The months a plan reports on. */
export function monthsOf(plan: Plan): Months {
  return { first: monthNumber(plan.firstMonth.firstDay), last: monthNumber(plan.lastMonth.firstDay) };
}

/** Relation of `perMonth` numbered rows for each of the months: month_no, n, and row_no, which counts on from month to month. */
export function monthlyRows({ first, last }: Months, perMonth: number): string {
  return `(
  select month_no, n, month_no * 1000000 + n as row_no
  from range(${first}, ${last + 1}) as months(month_no) cross join range(${perMonth}) as numbers(n)
)`;
}
