import type {
  Accounting,
  ControlLimits,
  DatasetAccounting,
  Figure,
  IssueSummary,
  ReportData,
  ReportTables,
} from '../../reports/management-review/report-data.js';
import type { Configuration } from '../config/configuration.js';
import type { Period, ReportTime } from '../config/periods.js';
import { type Contract, contracts } from '../contracts/index.js';
import { type RejectSource, rejectedRows } from '../ingest/rejects.js';
import type { Database } from '../warehouse/database.js';
import { identifier } from '../warehouse/sql-text.js';
import { type FileAccount, readFileAccounts, readWarnings } from './manifest.js';

export interface ReportRequest {
  readonly period: Period;
  readonly time: ReportTime;
  readonly configuration: Configuration;
  readonly configurationHash: string;
  readonly productVersion: string;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly controlLimits: readonly ControlLimits[];
  /** Rejected rows of each dataset come from these. */
  readonly rejectSources: ReadonlyMap<string, readonly RejectSource[]>;
}

/** Rows of a long table that the page lists; the whole is in tables/. */
const longestList = 500;

/** Tables that may have a row per obligation: the page lists the worst. */
const longTables = ['sla_breaches_by_obligation', 'sla_escalations_by_obligation'] as const;

const reportTables = [
  'sla_compliance_by_clock_and_dimension',
  'defect_groups',
  'defect_counts_by_period',
  'satisfaction_by_measure_and_dimension',
  'nps_by_dimension',
  'satisfaction_low_scores_by_revisit',
  'service_by_dimension',
  'repairs_by_dimension',
  'complaints_by_period',
] as const;

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
    control_limits: request.controlLimits,
  };
}

/** Rows of the metric tables, each in the order of its key so that the page is the same every time. */
async function readTables(database: Database): Promise<ReportTables> {
  const entries: [string, unknown][] = [['periods', await database.rows('select * from periods order by periods_back')]];
  for (const name of reportTables) entries.push([name, await database.rows(`select * from ${identifier(name)} order by all`)]);
  for (const name of longTables) {
    const worst = 'overdue_minutes desc nulls last, clock, record_id, due_at';
    entries.push([name, await database.rows(`select * from ${identifier(name)} order by ${worst} limit ${longestList}`)]);
  }
  return Object.fromEntries(entries) as unknown as ReportTables;
}

async function readAccounting(database: Database, request: ReportRequest): Promise<Accounting> {
  const files = await readFileAccounts(database);
  const warnings = await readWarnings(database);
  const datasets = contracts.map(({ dataset }) => datasetAccounting(dataset, request.figures));
  const badFiles = files.filter((file) => file.is_bad);
  return {
    health: {
      read: sum(datasets.map((dataset) => dataset.read)),
      rejected: sum(datasets.map((dataset) => dataset.rejected)),
      bad_files: badFiles.length,
      orphan_references: sum(warnings.filter((warning) => warning.code === 'orphan_ref').map((warning) => warning.count)),
      uncovered_days: 0,
    },
    datasets,
    files: files.map((file) => ({ ...file, path: shownPath(file), dataset: file.dataset === '' ? null : file.dataset, warnings: 0 })),
    rejects: await summariseRejects(database, request.rejectSources),
    warnings: warnings.map((warning) => ({ ...warning, rows: warning.count, file: '', line: 0, column: null, message: null })),
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

async function summariseRejects(database: Database, sources: ReadonlyMap<string, readonly RejectSource[]>): Promise<IssueSummary[]> {
  const summaries: IssueSummary[] = [];
  // One after the other: a connection streams one result at a time.
  for (const contract of contracts) summaries.push(...(await summariseDataset(database, contract, sources.get(contract.dataset) ?? [])));
  return summaries;
}

async function summariseDataset(database: Database, contract: Contract, sources: readonly RejectSource[]): Promise<IssueSummary[]> {
  const byCode = new Map<string, IssueSummary>();
  for await (const row of rejectedRows(database, contract, sources)) {
    const first = byCode.get(row.code);
    byCode.set(
      row.code,
      first
        ? { ...first, rows: first.rows + 1 }
        : {
            dataset: contract.dataset,
            code: row.code,
            rows: 1,
            file: row.file,
            line: row.line,
            column: row.columns[0] ?? null,
            message: row.message,
          },
    );
  }
  return [...byCode.values()].sort((left, right) => right.rows - left.rows || (left.code < right.code ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
