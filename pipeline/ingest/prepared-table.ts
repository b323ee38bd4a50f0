import type { HeaderMatch } from './headers.js';
import type { ValidationPlan } from './validation-sql.js';

/** How a table is read: by DuckDB as it is, record by record first because that could not prove it, or as Parquet. */
export type TableForm = 'fast' | 'exact' | 'parquet';

/** One table (a file, or one sheet of a workbook) that is ready to be validated. */
export interface PreparedTable {
  readonly plan: ValidationPlan;
  /** Sheet of a workbook, else ''. */
  readonly sheet: string;
  readonly form: TableForm;
  readonly encoding: string;
  readonly delimiter: string;
  readonly match: HeaderMatch;
  /** Pattern of the mapping it is read by, else ''. */
  readonly mapping: string;
  /** Records the engine has to arrive at, from a count of our own. */
  readonly records: number;
  /** Lines above the header and blank rows that are no records any more. */
  readonly linesLeftOut: number;
  /** Size of what will be read: small tables are validated together. */
  readonly bytes: number;
}
