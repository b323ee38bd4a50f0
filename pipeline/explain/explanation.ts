import type { Unit } from '../../reports/management-review/report-data.js';
import type { ClockVersion } from '../config/policy.js';
import type { Row } from '../warehouse/database.js';
import type { Plain } from '../warehouse/plain-value.js';

/** Everything there is to say about a published figure or cell; `explain --json` prints it. */
export interface Explanation {
  readonly figure: string;
  readonly period: string;
  readonly as_of: string;
  readonly provisional: boolean;
  /** As published. */
  readonly value: Plain;
  /** Null for a cell of a table. */
  readonly unit: Unit | null;
  /** The row of the table, for a cell. */
  readonly record: Row | null;
  /** What the SQL gives on the data loaded now. */
  readonly value_now: Plain;
  /** Whether that is the published value. */
  readonly is_reproduced: boolean;
  /** Whether the statements below give it in warehouse.duckdb as it lies there. */
  readonly is_in_warehouse: boolean;
  /** What a reader has to know besides. */
  readonly notes: readonly string[];
  readonly definition: Readonly<Record<'zh-CN' | 'en', string>>;
  readonly clock: ExplainedClock | null;
  readonly formula: Formula;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly inputs: readonly ExplainedInput[];
  readonly rows: ExplainedRows;
}

export interface ExplainedClock {
  readonly name: string;
  readonly definition: Readonly<Record<'zh-CN' | 'en', string | null>>;
  readonly record: string;
  readonly start: string;
  readonly stop: string | null;
  readonly source: readonly string[];
  /** Targets by date; that of the start of an obligation holds for it. */
  readonly versions: readonly ClockVersion[];
}

export interface Formula {
  /** Relation the figure is read from. */
  readonly relation: string;
  readonly file: string;
  /** What it is made of, from the exports on. */
  readonly models: readonly { readonly name: string; readonly file: string; readonly grain: string }[];
}

export interface ExplainedInput {
  readonly dataset: string;
  readonly path: string;
  readonly sheet: string;
  readonly sha256: string;
  readonly read: number;
  /** Since the period was published; null where it is as it was then. */
  readonly since_published: 'new' | 'changed' | null;
}

export interface ExplainedRows {
  readonly grain: string;
  readonly file: string;
  readonly sql: string;
  readonly total: number;
  readonly first: readonly Row[];
  /** Null where the figure is no plain aggregate of the rows. */
  readonly value: { readonly expression: string; readonly value: Plain } | null;
  /** Where all rows were written to. */
  readonly written_to: string | null;
}
