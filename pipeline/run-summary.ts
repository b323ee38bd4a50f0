import { join } from 'node:path';
import type { Figure } from '../reports/management-review/report-data.js';
import { inputsWithoutExports, type SearchedInput } from './ingest/ingest.js';
import { type MissedTarget, missedTargets, readOutOf } from './publish/missed-targets.js';
import type { RestatedPeriod } from './publish/restatement-table.js';
import type { RegisterSummary } from './register/register-summary.js';
import type { Session } from './session.js';

/** Name of the printed report in the folder of its period. */
export const pdfName = 'report.pdf';

/** What a command tells its caller. */
export interface RunSummary {
  readonly out: string;
  readonly period: string | null;
  readonly report: string | null;
  /** Nothing that the report follows from has changed since it was published, so nothing was done. */
  readonly unchanged: boolean;
  /** The report as printed, where that was asked for; `pdf_problem` says why it was not made. */
  readonly pdf: string | null;
  readonly pdf_problem: string | null;
  readonly files: number;
  readonly new_tables: number;
  readonly unchanged_files: number;
  readonly bad_files: readonly { readonly path: string; readonly reason: string }[];
  readonly ignored_files: readonly string[];
  /** Inputs, as they were named, in which no file is an export. */
  readonly inputs_without_exports: readonly string[];
  readonly unrecognised: readonly { readonly path: string; readonly sheet: string; readonly reason: string }[];
  /** Files read record by record, but for those without a row. */
  readonly exact_path: readonly string[];
  /** Rows that the filters of mappings left out, by the pattern of the mapping. */
  readonly filtered: readonly { readonly mapping: string; readonly rows: number }[];
  readonly accounting: readonly DatasetAccount[];
  /** Published periods of which figures moved, as the report lists them. */
  readonly restated: readonly RestatedPeriod[];
  /** Figures of the period beyond the targets the configuration sets. */
  readonly out_of_target: readonly MissedTarget[];
  /** The living register; null where no period was reported. */
  readonly register: RegisterSummary | null;
}

export interface DatasetAccount {
  readonly dataset: string;
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly superseded: number;
}

/** What a run has found and made, as far as its summary tells it. */
export interface Outcome {
  readonly entries: Session['known'];
  readonly newTables: readonly unknown[];
  readonly unchangedFiles: number;
  readonly ignored: readonly string[];
  readonly inputs: readonly SearchedInput[];
  readonly badFiles: readonly { readonly path: string; readonly reason: string }[];
  readonly period: string | null;
  readonly restated: readonly RestatedPeriod[];
  /** Of the reported period; none where no period was reported. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** Undefined when no PDF was asked for. */
  readonly pdfProblem: string | null | undefined;
}

/** The summary of a run, but for its register; the warehouse must hold the accounts. */
export async function summarise(session: Session, outcome: Outcome): Promise<RunSummary> {
  const { entries, period, restated, pdfProblem } = outcome;
  const accounting = await accountByDataset(session);
  return {
    out: session.layout.out,
    period,
    report: period === null ? null : join(session.layout.out, period, 'index.html'),
    unchanged: false,
    pdf: period !== null && pdfProblem === null ? join(session.layout.out, period, pdfName) : null,
    pdf_problem: pdfProblem ?? null,
    files: new Set(entries.map((entry) => entry.full_path)).size,
    new_tables: outcome.newTables.length,
    unchanged_files: outcome.unchangedFiles,
    bad_files: outcome.badFiles.map(({ path, reason }) => ({ path, reason })),
    ignored_files: outcome.ignored,
    inputs_without_exports: inputsWithoutExports(outcome.inputs),
    unrecognised: entries
      .filter((entry) => entry.dataset === '' && !entry.is_bad)
      .map(({ path, sheet, reason }) => ({ path, sheet, reason })),
    // Of an export with a header alone there is nothing to say.
    exact_path: entries.filter((entry) => entry.form === 'exact' && entry.read > 0).map((entry) => entry.path),
    filtered: filteredByMapping(entries),
    accounting,
    restated,
    out_of_target: await figuresOutOfTarget(session, outcome, accounting),
    register: null,
  };
}

async function accountByDataset({ warehouse }: Session): Promise<DatasetAccount[]> {
  return warehouse.rows<DatasetAccount>(
    `select dataset, sum(read)::bigint as read, sum(loaded)::bigint as loaded, sum(rejected)::bigint as rejected,
      sum(duplicate)::bigint as duplicate, sum(superseded)::bigint as superseded
    from file_accounting group by dataset order by min(file_number)`,
  );
}

async function figuresOutOfTarget(
  { configuration, warehouse }: Session,
  { figures }: Outcome,
  datasets: readonly DatasetAccount[],
): Promise<MissedTarget[]> {
  const { targets } = configuration.report;
  if (figures.size === 0 || Object.keys(targets).length === 0) return [];
  return missedTargets({ figures, targets, outOf: await readOutOf(warehouse), accounting: { datasets } });
}

function filteredByMapping(entries: Session['known']): { mapping: string; rows: number }[] {
  const mappings = [...new Set(entries.filter((entry) => entry.filtered_rows > 0).map((entry) => entry.mapping))];
  return mappings.map((mapping) => ({
    mapping,
    rows: entries.filter((entry) => entry.mapping === mapping).reduce((sum, entry) => sum + entry.filtered_rows, 0),
  }));
}
