import type { ReportTables } from './report-tables.js';

/**
 * Everything the page prints, as plain data: the page arranges and formats, and computes no measure.
 * Numbers are unrounded; local times `2026-10-03T09:30:00`, dates `2026-10-03`; null = not known or no denominator.
 */
export interface ReportData {
  readonly header: ReportHeader;
  readonly settings: ReportSettings;
  /** Targets of `report.targets.<figure>`, by figure id. */
  readonly targets: ReadonlyMap<string, number>;
  readonly accounting: Accounting;
  /** Every figure of the period by its id (interface.md), by dimension included. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly tables: ReportTables;
  /** Rows of the tables that are cut for the page, by name: what they hold in all. */
  readonly table_rows: ReadonlyMap<string, number>;
  /** Limits for the trends and the tiles; a series without limits is shown without a judgement. */
  readonly control_limits: readonly ControlLimits[];
  readonly restatements: Restatements;
  /** Cells and rows of the living register that somebody has to look at. */
  readonly register_findings: readonly RegisterFindingRow[];
}

export interface RegisterFindingRow {
  /** `actions.xlsx!K12`. */
  readonly cell: string;
  readonly action_id: string | null;
  /** What is wrong, how it counts and what to do, in the language of the page. */
  readonly text: string;
}

export type Unit = 'count' | 'ratio' | 'hours' | 'points' | 'money';

export interface Figure {
  readonly value: number | null;
  readonly unit: Unit;
}

interface ReportHeader {
  readonly company: string | null;
  /** `2026-08` or `2026-W34`. */
  readonly period: string;
  readonly kind: 'month' | 'week';
  /** Local time of the data cut-off: the first instant that no longer counts. */
  readonly as_of: string;
  readonly provisional: boolean;
  readonly timezone: string;
  readonly product_version: string;
  readonly configuration_hash: string;
}

interface ReportSettings {
  /** Share above which a group is a batch problem, 0.2 by default. */
  readonly defect_threshold: number;
  readonly defect_comparison: '>' | '>=';
  /** Null: the on-site clocks carry nothing and the page asks for it. */
  readonly home_province: string | null;
}

export interface Accounting {
  readonly health: DataHealth;
  readonly datasets: readonly DatasetAccounting[];
  readonly files: readonly FileAccounting[];
  /** Rejected rows by dataset and code, with the first of each. */
  readonly rejects: readonly RejectSummary[];
  readonly warnings: readonly WarningCount[];
  readonly bad_files: readonly { readonly path: string; readonly reason: string }[];
}

interface DataHealth {
  readonly read: number;
  readonly rejected: number;
  readonly bad_files: number;
  readonly orphan_references: number;
  /** Days of the period on which no ticket, event, repair or revisit is recorded: an export may be missing. */
  readonly uncovered_days: number;
}

interface RowCounts {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly superseded: number;
}

export interface DatasetAccounting extends RowCounts {
  readonly dataset: string;
  readonly warnings: number;
}

export interface FileAccounting extends RowCounts {
  readonly path: string;
  /** Null for a file that fits no dataset. */
  readonly dataset: string | null;
  readonly sha256: string;
  readonly skipped_lines: number;
  /** Headers that are no column of the dataset: their cells are not read. */
  readonly unknown_headers: readonly string[];
}

export interface RejectSummary {
  readonly dataset: string;
  readonly code: string;
  readonly rows: number;
  /** The first such row. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  /** Its cell as read, personal data masked; null where the cell is empty or no single one is at fault. */
  readonly value: string | null;
}

export interface WarningCount {
  readonly dataset: string;
  readonly code: string;
  readonly rows: number;
}

/** Nelson rule 1: a point beyond the limits; rule 2: nine points in a row on one side of the centre. */
type Signal = 'rule_1' | 'rule_2';

export interface ControlLimits {
  /** Id of the figure the series follows, e.g. `satisfaction.effect.mean`, `satisfaction.effect.csat`. */
  readonly series: string;
  readonly method: 'xmr' | 'laney_p_prime';
  readonly centre: number | null;
  readonly points: readonly ControlPoint[];
}

export interface ControlPoint {
  readonly periods_back: number;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly signals: readonly Signal[];
}

/** What moved since it was published (domain.md § 8 A6). */
export interface Restatements {
  /** Of the reported period, against its publication before; null where nothing moved or nothing was published before. */
  readonly own: Restatement | null;
  /** Of periods that ended earlier, against what was last said of them; the latest first, those without moves left out. */
  readonly earlier: readonly Restatement[];
  /** Published periods that the calendar in force does not cover: nothing can be said of them. */
  readonly unchecked: readonly string[];
}

export interface Restatement {
  /** Number of the statement in the warehouse's table publications. */
  readonly publication: number;
  readonly period: string;
  /** Cut-off of the publication it is against, where that was provisional. */
  readonly provisional_as_of: string | null;
  /** By figure id. */
  readonly moves: readonly MovedFigure[];
}

export interface MovedFigure {
  readonly figure: string;
  readonly unit: Unit;
  readonly old_value: number | null;
  readonly new_value: number | null;
  /** From the old value to the new one, each beginning where the one before ends. */
  readonly steps: readonly MoveStep[];
}

export interface MoveStep {
  readonly reason: MoveReason;
  readonly value_before: number | null;
  readonly value_after: number | null;
}

/**
 * What moved a figure. `names`: the path of a file; a dataset and the paths of its files; configuration keys; product
 * versions or cut-offs, the old one and the new; of `together` everything that changed.
 */
export interface MoveReason {
  readonly kind: 'version' | 'file' | 'dataset' | 'register' | 'configuration' | 'cut_off' | 'together' | 'unexplained';
  readonly names: readonly string[];
}

/** A period published in OUT, for its index page. */
export interface PublishedPeriod {
  readonly period: string;
  readonly kind: 'month' | 'week';
  readonly as_of: string;
  readonly provisional: boolean;
  /** Path of the report relative to the index page, e.g. `2026-08/index.html`. */
  readonly href: string;
  readonly figures: ReadonlyMap<string, Figure>;
}
