import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effects } from './effects.js';
import { UserError } from './errors.js';
import { loadExports, rejectSources, writeAllRejects } from './load-exports.js';
import { renderPublishedPeriods } from './publish/index-page.js';
import { printPdf } from './publish/print-pdf.js';
import { type Move, publish } from './publish/publication.js';
import { countRestated, type RestatedPeriod } from './publish/restatement-table.js';
import { type RegisterSummary, registerSummary } from './register/register-summary.js';
import { keepRegister, takeRegister } from './register/take-register.js';
import { type PeriodOptions, planPeriod, reportPeriod } from './report-period.js';
import { newWarehouse, type Session, type SessionOptions, withSession } from './session.js';
import { buildWarehouse } from './transform/build-warehouse.js';
import { layoutOf } from './warehouse/layout.js';

/** Name of the printed report in the folder of its period. */
const pdfName = 'report.pdf';

/** What a command tells its caller. */
export interface RunSummary {
  readonly out: string;
  readonly period: string | null;
  readonly report: string | null;
  /** The report as printed, where that was asked for; `pdf_problem` says why it was not made. */
  readonly pdf: string | null;
  readonly pdf_problem: string | null;
  readonly files: number;
  readonly new_tables: number;
  readonly unchanged_files: number;
  readonly bad_files: readonly { readonly path: string; readonly reason: string }[];
  readonly ignored_files: readonly string[];
  readonly unrecognised: readonly { readonly path: string; readonly sheet: string; readonly reason: string }[];
  readonly exact_path: readonly string[];
  /** Rows that the filters of mappings left out, by the pattern of the mapping. */
  readonly filtered: readonly { readonly mapping: string; readonly rows: number }[];
  readonly accounting: readonly DatasetAccount[];
  /** Published periods of which figures moved, as the report lists them. */
  readonly restated: readonly RestatedPeriod[];
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

/** `run`: loads what is new, computes the period, publishes the report. */
export async function runPeriod(
  options: SessionOptions & PeriodOptions & { inputs: readonly string[] },
  effects: Effects,
): Promise<RunSummary> {
  return withSession(options, effects, async (session) => {
    const plan = planPeriod(session, options);
    const loaded = await loadExports(session, options.inputs);
    const taken = await takeRegister(session);
    const { moves, register, restatements } = await reportPeriod(session, plan, taken, loaded.entries, loaded.ignored);
    const summary = await summarise(session, {
      ...loaded,
      period: options.period,
      restated: countRestated(restatements),
      pdfProblem: await printReport(session, options),
    });
    return { ...summary, register: registerSummary(register, await finish(session, moves, options)) };
  });
}

/** `ingest`: loads only. */
export async function ingestExports(options: SessionOptions & { inputs: readonly string[] }, effects: Effects): Promise<RunSummary> {
  return withSession(options, effects, async (session) => {
    const loaded = await loadExports(session, options.inputs);
    await writeAllRejects(session.warehouse, rejectSources(loaded.entries, session.layout.store), join(session.layout.work, 'rejects'));
    await keepRegister(session);
    const summary = await summarise(session, { ...loaded, period: null, restated: [], pdfProblem: undefined });
    await finish(session, [{ from: 'rejects', to: 'rejects' }]);
    return summary;
  });
}

/** `report`: from what is loaded. */
export async function reportLoaded(options: SessionOptions & PeriodOptions, effects: Effects): Promise<RunSummary> {
  if (!existsSync(layoutOf(options.out).warehouse)) {
    throw new UserError(`${options.out}: nothing is loaded here. Load exports with: fieldreview ingest --input DIR --out ${options.out}`);
  }
  return withSession(options, effects, async (session) => {
    const plan = planPeriod(session, options);
    await buildWarehouse(session.warehouse, session.known, session.layout.store, session.configuration);
    const taken = await takeRegister(session);
    const { moves, register, restatements } = await reportPeriod(session, plan, taken, session.known, []);
    const summary = await summarise(session, {
      entries: session.known,
      newTables: [],
      unchangedFiles: 0,
      ignored: [],
      badFiles: [],
      period: options.period,
      restated: countRestated(restatements),
      pdfProblem: await printReport(session, options),
    });
    return { ...summary, register: registerSummary(register, await finish(session, moves, options)) };
  });
}

/** Closes the new warehouse and puts everything in place; the warehouse, which holds the catalogue, first. Returns what was left alone. */
async function finish(session: Session, moves: readonly Move[], options?: PeriodOptions): Promise<string[]> {
  const { layout } = session;
  session.warehouse.close();
  const index: Move[] = [];
  if (options) {
    const page = await renderPublishedPeriods(layout.out, join(layout.work, options.period), options.locale);
    writeFileSync(join(layout.work, 'index.html'), page);
    index.push({ from: 'index.html', to: 'index.html' });
  }
  return publish(layout, [{ from: newWarehouse, to: newWarehouse }, ...moves, ...index]);
}

interface Outcome {
  readonly entries: Session['known'];
  readonly newTables: readonly unknown[];
  readonly unchangedFiles: number;
  readonly ignored: readonly string[];
  readonly badFiles: readonly { readonly path: string; readonly reason: string }[];
  readonly period: string | null;
  readonly restated: readonly RestatedPeriod[];
  /** Undefined when no PDF was asked for. */
  readonly pdfProblem: string | null | undefined;
}

/** With `pdf`, prints the page that is about to be published, beside it. */
async function printReport({ layout, effects }: Session, { period, pdf }: PeriodOptions): Promise<string | null | undefined> {
  if (!pdf) return undefined;
  effects.progress(`printing the report of ${period}`);
  const folder = join(layout.work, period);
  return printPdf({
    page: join(folder, 'index.html'),
    pdf: join(folder, pdfName),
    profile: join(layout.work, 'browser'),
    environment: effects.environment,
  });
}

async function summarise(session: Session, outcome: Outcome): Promise<RunSummary> {
  const { entries, period, restated, pdfProblem } = outcome;
  return {
    out: session.layout.out,
    period,
    report: period === null ? null : join(session.layout.out, period, 'index.html'),
    pdf: period !== null && pdfProblem === null ? join(session.layout.out, period, pdfName) : null,
    pdf_problem: pdfProblem ?? null,
    files: new Set(entries.map((entry) => entry.full_path)).size,
    new_tables: outcome.newTables.length,
    unchanged_files: outcome.unchangedFiles,
    bad_files: outcome.badFiles.map(({ path, reason }) => ({ path, reason })),
    ignored_files: outcome.ignored,
    unrecognised: entries
      .filter((entry) => entry.dataset === '' && !entry.is_bad)
      .map(({ path, sheet, reason }) => ({ path, sheet, reason })),
    exact_path: entries.filter((entry) => entry.form === 'exact').map((entry) => entry.path),
    filtered: filteredByMapping(entries),
    accounting: await session.warehouse.rows<DatasetAccount>(
      `select dataset, sum(read)::bigint as read, sum(loaded)::bigint as loaded, sum(rejected)::bigint as rejected,
        sum(duplicate)::bigint as duplicate, sum(superseded)::bigint as superseded
      from file_accounting group by dataset order by min(file_number)`,
    ),
    restated,
    register: null,
  };
}

function filteredByMapping(entries: Session['known']): { mapping: string; rows: number }[] {
  const mappings = [...new Set(entries.filter((entry) => entry.filtered_rows > 0).map((entry) => entry.mapping))];
  return mappings.map((mapping) => ({
    mapping,
    rows: entries.filter((entry) => entry.mapping === mapping).reduce((sum, entry) => sum + entry.filtered_rows, 0),
  }));
}
