import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ingest } from './ingest/ingest.js';
import { refuseInterrupted } from './interruption.js';
import { accountForRows, loadExports, rejectSources, writeAllRejects } from './load-exports.js';
import type { PeriodOptions } from './plan-period.js';
import { renderPublishedPeriods } from './publish/index-page.js';
import { printPdf } from './publish/print-pdf.js';
import { type Move, publish } from './publish/publication.js';
import { countRestated } from './publish/restatement-table.js';
import { registerSummary } from './register/register-summary.js';
import { keepRegister, takeRegister } from './register/take-register.js';
import { reportPeriod } from './report-period.js';
import { pdfName, type RunSummary, summarise } from './run-summary.js';
import { newWarehouse, type Session } from './session.js';
import { type AskedRun, askRun } from './unchanged/asked-run.js';
import { keepRecord } from './unchanged/keep-record.js';

/** Loads what is new, computes the period, publishes the report. */
export async function publishExports(session: Session, options: PeriodOptions & { inputs: readonly string[] }): Promise<RunSummary> {
  const asked = askRun('run', session, options);
  return publishReport(session, asked, await loadExports(session, options.inputs), options);
}

/** Computes the period from what is loaded and publishes the report. */
export async function publishLoaded(session: Session, options: PeriodOptions): Promise<RunSummary> {
  const asked = askRun('report', session, options);
  await accountForRows(session, session.known);
  const loaded = { entries: session.known, newTables: [], found: [], inputs: [], unchangedFiles: 0, ignored: [], badFiles: [] };
  return publishReport(session, asked, loaded, options);
}

/** Loads what is new and publishes the warehouse alone. */
export async function publishLoad(session: Session, inputs: readonly string[]): Promise<RunSummary> {
  const { layout, warehouse } = session;
  const loaded = await loadExports(session, inputs);
  await writeAllRejects(warehouse, rejectSources(loaded.entries, layout.store), join(layout.work, 'rejects'));
  await keepRegister(session);
  const summary = await summarise(session, { ...loaded, period: null, restated: [], figures: new Map(), pdfProblem: undefined });
  await warehouse.closeWhole();
  refuseInterrupted();
  publish(layout, [warehouseMove, { from: 'rejects', to: 'rejects' }]);
  return summary;
}

/** The warehouse holds the catalogue, so it is put in place first. */
const warehouseMove: Move = { from: newWarehouse, to: newWarehouse };

async function publishReport(session: Session, asked: AskedRun, loaded: Ingest, options: PeriodOptions): Promise<RunSummary> {
  const { layout } = session;
  session.clock.enter('read the register');
  const taken = await takeRegister(session);
  session.clock.count(taken.merged.rows.length);
  const { moves, register, restatements, figures } = await reportPeriod(session, asked.plan, taken, loaded.entries, loaded.ignored);
  const pdfProblem = await printReport(session, options);
  const restated = countRestated(restatements);
  const told = await summarise(session, { ...loaded, period: options.period, restated, figures, pdfProblem });
  session.clock.enter('publish');
  await session.warehouse.closeWhole();
  const index = await renderPublishedPeriods(layout.out, join(layout.work, options.period), options.locale);
  writeFileSync(join(layout.work, 'index.html'), index);
  const all = [warehouseMove, ...moves, { from: 'index.html', to: 'index.html' }];
  const summary = { ...told, register: registerSummary(register, []) };
  const record = await keepRecord(session, { asked, loaded, moves: all, summary });
  refuseInterrupted();
  return { ...summary, register: registerSummary(register, publish(layout, [...all, ...record])) };
}

/** With `pdf`, prints the page that is about to be published, beside it; undefined where none was asked for, else what went wrong. */
async function printReport({ layout, effects, clock }: Session, { period, pdf }: PeriodOptions): Promise<string | null | undefined> {
  if (!pdf) return undefined;
  clock.enter('print the page');
  effects.progress(`printing the report of ${period}`);
  const folder = join(layout.work, period);
  return printPdf({
    page: join(folder, 'index.html'),
    pdf: join(folder, pdfName),
    profile: join(layout.work, 'browser'),
    environment: effects.environment,
  });
}
