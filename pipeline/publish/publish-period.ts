import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReport } from '../../reports/management-review/render-report.js';
import type { RegisterAccount } from '../register/plan-register.js';
import type { StageClock } from '../stage-clock.js';
import { testResultTables } from '../statistics/test-results.js';
import type { Model } from '../transform/models.js';
import type { Database } from '../warehouse/database.js';
import { identifier, literal } from '../warehouse/sql-text.js';
import { readFigureTables } from './figure-tables.js';
import { readFileAccounts, readWarnings } from './manifest.js';
import { readControlLimits } from './read-control-limits.js';
import { type ReportRequest, readReportData } from './report-data.js';
import { countRestated, restatementRows } from './restatement-table.js';

export interface PeriodRequest extends Omit<ReportRequest, 'controlLimits' | 'registerFindings'> {
  readonly locale: 'zh-CN' | 'en';
  readonly ignored: readonly string[];
  readonly models: readonly Model[];
  readonly register: RegisterAccount;
  readonly clock: StageClock;
}

/** Writes the folder of a period: index.html, figures.json, manifest.json, tables/. */
export async function writePeriod(database: Database, request: PeriodRequest, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { clock, figures, restatements } = request;
  clock.enter('write figures and manifest');
  // What is read for the page, and the page itself, take memory of their own.
  await database.expectLittle();
  const data = await readReportData(database, {
    ...request,
    controlLimits: await readControlLimits(database),
    registerFindings: request.register.findings,
  });
  writeJson(join(folder, 'figures.json'), {
    schema: 1,
    period: request.period.name,
    as_of: request.time.asOfWithOffset,
    provisional: request.time.isProvisional,
    figures: [...figures].map(([id, figure]) => ({ id, ...figure })),
    tables: await readFigureTables(database),
  });
  writeJson(join(folder, 'manifest.json'), await manifest(database, request));
  clock.enter('draw the page');
  // The page is drawn from what was read: the engine writes meanwhile.
  await Promise.all([
    writeTables(database, request.models, restatementRows(restatements), join(folder, 'tables')).then(() => database.writeOut()),
    renderReport(data, request.locale).then((page) => writeFileSync(join(folder, 'index.html'), page)),
  ]);
}

async function manifest(database: Database, request: PeriodRequest): Promise<object> {
  return {
    schema: 1,
    period: request.period.name,
    as_of: request.time.asOfWithOffset,
    product_version: request.productVersion,
    configuration_sha256: request.configurationHash,
    inputs: await readFileAccounts(database),
    warnings: await readWarnings(database),
    restated: countRestated(request.restatements),
    ignored_files: request.ignored,
    register: {
      sha256: request.register.sha256,
      edited: request.register.edited,
      proposals: request.register.proposals,
      findings: request.register.findings.map(({ text: _text, ...finding }) => finding),
    },
  };
}

/** Obligations of earlier periods are told by the metrics; their rows are in the reports on those periods. */
const publishedRows: Readonly<Record<string, string>> = { obligations: "periods_back = 0 or outcome = 'pending'" };

/** The tables behind the report, whole, each in the order of its key; one thread, so that the bytes are always the same. */
async function writeTables(database: Database, models: readonly Model[], restated: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const threads = await database.threads();
  await database.run('set threads = 1');
  const published = models.filter(({ layer }) => layer === 'marts' || layer === 'metrics');
  const copy = async (name: string, rows: string): Promise<void> =>
    database.run(`copy (${rows}) to ${literal(join(folder, `${name}.parquet`))} (format parquet, compression zstd)`);
  for (const { name, key } of [...published, ...testResultTables]) {
    await copy(name, `select * from ${identifier(name)} where ${publishedRows[name] ?? 'true'} order by ${key.join(', ')}`);
  }
  await copy('restatements', restated);
  await database.run(`set threads = ${threads}`);
}

/** One line per figure and table row, so that two versions can be compared by eye and by diff. */
function writeJson(path: string, value: object): void {
  writeFileSync(path, `${renderJson(value)}\n`);
}

function renderJson(value: object): string {
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${renderEntry(entry, key)}`);
  return `{\n${entries.join(',\n')}\n}`;
}

function renderEntry(entry: unknown, key: string): string {
  if (Array.isArray(entry)) return entry.length === 0 ? '[]' : `[\n${entry.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  if (key === 'tables' && typeof entry === 'object' && entry !== null) return renderJson(entry);
  return JSON.stringify(entry);
}
