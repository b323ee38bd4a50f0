import type {
  Accounting,
  ControlLimits,
  DatasetAccounting,
  Figure,
  RejectSummary,
  ReportData,
  Restatements,
} from '../../reports/management-review/report-data.js';
import type { ReportTables } from '../../reports/management-review/report-tables.js';
import type { Configuration } from '../config/configuration.js';
import type { Period, ReportTime } from '../config/periods.js';
import { type Contract, contracts } from '../contracts/index.js';
import { type RejectedRow, type RejectSource, rejectedRows } from '../ingest/rejects.js';
import type { Database } from '../warehouse/database.js';
import { identifier } from '../warehouse/sql-text.js';
import { type FileAccount, readFileAccounts, readWarnings } from './manifest.js';
import { cutTables, tableQueries, uncoveredDays } from './report-queries.js';

export interface ReportRequest {
  readonly period: Period;
  readonly time: ReportTime;
  readonly configuration: Configuration;
  readonly configurationHash: string;
  readonly productVersion: string;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly controlLimits: readonly ControlLimits[];
  readonly restatements: Restatements;
  /** Rejected rows of each dataset come from these. */
  readonly rejectSources: ReadonlyMap<string, readonly RejectSource[]>;
  readonly registerFindings: ReportData['register_findings'];
}

/** Gathers what the page prints from a warehouse in which the models have run. */
export async function readReportData(database: Database, request: ReportRequest): Promise<ReportData> {
  const { configuration, period, time } = request;
  return {
    header: {
      company: configuration.report.company ?? null,
      period: period.name,
      kind: period.kind,
      as_of: time.asOf.replace(' ', 'T'),
      provisional: time.isProvisional,
      timezone: configuration.timezone,
      product_version: request.productVersion,
      configuration_hash: request.configurationHash,
    },
    settings: {
      defect_threshold: configuration.defects.threshold,
      defect_comparison: configuration.defects.comparison,
      home_province: configuration.home_province ?? null,
    },
    targets: new Map(Object.entries(configuration.report.targets)),
    accounting: await readAccounting(database, request),
    figures: request.figures,
    tables: await readTables(database),
    table_rows: await readTableRows(database),
    control_limits: request.controlLimits,
    restatements: request.restatements,
    register_findings: request.registerFindings.map(({ cell, action_id, text }) => ({ cell, action_id, text })),
  };
}

/** What the page prints of each table, in an order that is the same every time. */
async function readTables(database: Database): Promise<ReportTables> {
  const entries: [string, unknown][] = [];
  for (const [name, query] of Object.entries(tableQueries)) entries.push([name, await database.rows(query)]);
  return Object.fromEntries(entries) as unknown as ReportTables;
}

/** How many rows the cut tables hold in all. */
async function readTableRows(database: Database): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [name, condition] of Object.entries(cutTables)) {
    const { rows } = await database.row<{ rows: number }>(`select count(*) as rows from ${identifier(name)} where ${condition}`);
    counts.set(name, rows);
  }
  return counts;
}

async function readAccounting(database: Database, request: ReportRequest): Promise<Accounting> {
  const files = await readFileAccounts(database);
  const warnings = (await readWarnings(database)).map(({ dataset, code, count }) => ({ dataset, code, rows: count }));
  const { uncovered_days } = await database.row<{ uncovered_days: number }>(uncoveredDays);
  const datasets = contracts.map(({ dataset }) => datasetAccounting(dataset, request.figures));
  const badFiles = files.filter((file) => file.is_bad);
  return {
    health: {
      read: sum(datasets.map((dataset) => dataset.read)),
      rejected: sum(datasets.map((dataset) => dataset.rejected)),
      bad_files: badFiles.length,
      orphan_references: sum(warnings.filter((warning) => warning.code === 'orphan_ref').map((warning) => warning.rows)),
      uncovered_days,
    },
    datasets,
    files: files.map((file) => ({ ...file, path: shownPath(file), dataset: file.dataset === '' ? null : file.dataset })),
    rejects: await summariseRejects(database, request.rejectSources),
    warnings,
    bad_files: badFiles.map((file) => ({ path: shownPath(file), reason: file.reason })),
  };
}

function datasetAccounting(dataset: string, figures: ReadonlyMap<string, Figure>): DatasetAccounting {
  const count = (name: string): number => figures.get(`accounting.${dataset}.${name}`)?.value ?? 0;
  return {
    dataset,
    read: count('read'),
    loaded: count('loaded'),
    rejected: count('rejected'),
    duplicate: count('duplicate'),
    superseded: count('superseded'),
    warnings: count('warnings'),
  };
}

/** The path as people know it, with the sheet of a workbook. */
export function shownPath(file: Pick<FileAccount, 'path' | 'sheet'>): string {
  return file.sheet === '' ? file.path : `${file.path}[${file.sheet}]`;
}

/** One dataset after the other: two results cannot be read from one connection at the same time. */
async function summariseRejects(database: Database, sources: ReadonlyMap<string, readonly RejectSource[]>): Promise<RejectSummary[]> {
  const summaries: RejectSummary[] = [];
  for (const contract of contracts) {
    summaries.push(...(await summariseDataset(database, contract, sources.get(contract.dataset) ?? [])));
  }
  return summaries;
}

async function summariseDataset(database: Database, contract: Contract, sources: readonly RejectSource[]): Promise<RejectSummary[]> {
  const byCode = new Map<string, RejectSummary>();
  for await (const row of rejectedRows(database, contract, sources)) {
    const first = byCode.get(row.code);
    byCode.set(row.code, first ? { ...first, rows: first.rows + 1 } : firstReject(contract, row));
  }
  return [...byCode.values()].sort((left, right) => right.rows - left.rows || (left.code < right.code ? -1 : 1));
}

/** Longest piece of a faulty cell that is shown, in characters. */
const longestCell = 60;

function firstReject({ dataset, columns }: Contract, row: RejectedRow): RejectSummary {
  const column = row.columns[0] ?? null;
  const cell = [...(row.cells[columns.findIndex(({ name }) => name === column)] ?? '')];
  const value = cell.length > longestCell ? `${cell.slice(0, longestCell).join('')}…` : cell.join('');
  return { dataset, code: row.code, rows: 1, file: row.file, line: row.line, column, value: value === '' ? null : value };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
