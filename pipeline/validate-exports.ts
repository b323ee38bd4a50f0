import { type Configuration, loadConfiguration } from './config/configuration.js';
import { contracts } from './contracts/index.js';
import type { Effects } from './effects.js';
import { engineLimits } from './engine-limits.js';
import { addCellMacros } from './ingest/cell-macros.js';
import { cellReader } from './ingest/cell-reader.js';
import { gateFailures } from './ingest/gate.js';
import { exportPaths, type Ingest, ingest, inputsWithoutExports } from './ingest/ingest.js';
import { loadSettings } from './ingest/load-settings.js';
import { type RejectedRow, rejectedRows } from './ingest/rejects.js';
import { interruptAll } from './interruption.js';
import { explainMachineFault } from './machine-faults.js';
import { shownPath } from './publish/report-data.js';
import { withTemporaryFolder } from './temporary-folder.js';
import type { CatalogueEntry } from './warehouse/catalogue.js';
import { Database } from './warehouse/database.js';

export interface ValidateOptions {
  readonly inputs: readonly string[];
  readonly maxRejectRate: number;
  readonly config?: string;
}

export interface ValidatedTable {
  readonly path: string;
  readonly sheet: string;
  readonly dataset: string;
  readonly form: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly read: number;
  readonly rejected: number;
  readonly skipped_lines: number;
  readonly rejected_by_code: Readonly<Record<string, number>>;
  readonly unknown_headers: readonly string[];
  readonly repeated_headers: readonly string[];
  readonly mapping: string;
  /** Of the skipped lines: rows that the filters of the mapping left out. */
  readonly filtered_rows: number;
  readonly absent_headers: readonly string[];
}

export interface Validation {
  readonly valid: boolean;
  readonly files: readonly ValidatedTable[];
  readonly bad_files: readonly { readonly path: string; readonly reason: string }[];
  readonly unrecognised: readonly { readonly path: string; readonly sheet: string; readonly reason: string }[];
  readonly ignored_files: readonly string[];
  /** Inputs, as they were named, in which no file is an export. */
  readonly inputs_without_exports: readonly string[];
  readonly rejects: readonly Omit<RejectedRow, 'cells'>[];
  /** Rows rejected beyond those listed. */
  readonly more_rejects: number;
}

/** What reports for other programs need besides. */
export interface CheckedExports {
  readonly validation: Validation;
  /** Datasets with more rejected rows than is allowed. */
  readonly failedDatasets: readonly string[];
  /** Which cell of a record feeds a column, by the table as it is shown. */
  readonly positions: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Rejected rows listed at most, but for the first of each code in a table, which always is; the counts are always whole. */
const mostRejects = 1000;

/** `validate`: reads the exports as a load would, and writes nothing but temporary files. */
export async function validateExports(options: ValidateOptions, effects: Effects): Promise<CheckedExports> {
  return validateWith(loadConfiguration(options.config, options.inputs, effects.workingFolder), options, effects);
}

/** As `validateExports`, under a configuration that no file holds. */
export async function validateWith(
  found: Configuration,
  options: Pick<ValidateOptions, 'inputs' | 'maxRejectRate'>,
  effects: Effects,
): Promise<CheckedExports> {
  const keepGoing = effects.onInterrupt(interruptAll);
  try {
    return await withTemporaryFolder((workFolder) => validateIn(workFolder, found, options, effects));
  } finally {
    keepGoing();
  }
}

async function validateIn(
  workFolder: string,
  found: Configuration,
  options: Pick<ValidateOptions, 'inputs' | 'maxRejectRate'>,
  effects: Effects,
): Promise<CheckedExports> {
  const reach = { folders: [workFolder], files: exportPaths(options.inputs, []) };
  let database: Database | undefined;
  try {
    database = await Database.open(':memory:', { ...engineLimits(effects), spillFolder: workFolder, reach });
    const configuration = { ...found, quality: { ...found.quality, skip_bad_files: true } };
    const settings = loadSettings(configuration, cellReader(configuration, undefined));
    await addCellMacros(database, settings.reader);
    const loaded = await ingest(database, {
      inputs: options.inputs,
      known: [],
      workFolder,
      settings,
      progress: effects.progress,
    });
    return await describeValidation(database, loaded, options.maxRejectRate);
  } catch (error) {
    throw explainMachineFault(error, workFolder);
  } finally {
    database?.close();
  }
}

async function describeValidation(database: Database, loaded: Ingest, maxRejectRate: number): Promise<CheckedExports> {
  const positions = new Map<string, ReadonlyMap<string, number>>();
  const files: ValidatedTable[] = [];
  const rejects: Omit<RejectedRow, 'cells'>[] = [];
  let more = 0;
  for (const { entry, parquet, positions: cells } of loaded.newTables.filter((table) => table.parquet !== '')) {
    const contract = contracts.find((each) => each.dataset === entry.dataset);
    if (!contract) continue;
    const byCode: Record<string, number> = {};
    for await (const { cells: _cells, ...row } of rejectedRows(database, contract, [
      { file: shownPath(entry), parquet, rejected: entry.rejected },
    ])) {
      byCode[row.code] = (byCode[row.code] ?? 0) + 1;
      if (rejects.length < mostRejects || byCode[row.code] === 1) rejects.push(row);
      else more++;
    }
    files.push(validatedTable(entry, byCode));
    positions.set(shownPath(entry), cells);
  }
  const failures = gateFailures(loaded.newTables, maxRejectRate, 1);
  const validation: Validation = {
    // A run would load nothing either.
    valid: failures.length === 0 && loaded.badFiles.length === 0 && files.length > 0,
    files,
    bad_files: loaded.badFiles.map(({ path, reason }) => ({ path, reason })),
    unrecognised: loaded.entries
      .filter((entry) => entry.dataset === '' && !entry.is_bad)
      .map(({ path, sheet, reason }) => ({ path, sheet, reason })),
    ignored_files: loaded.ignored,
    inputs_without_exports: inputsWithoutExports(loaded.inputs),
    rejects,
    more_rejects: more,
  };
  return { validation, failedDatasets: failures.map(({ dataset }) => dataset), positions };
}

/** Only what the document promises: no paths of the machine. */
function validatedTable(entry: CatalogueEntry, rejectedByCode: Readonly<Record<string, number>>): ValidatedTable {
  const { full_path, place_date, place_fineness, sha256, fingerprint, table_index, reason, is_bad, stored_as, ...shown } = entry;
  return { ...shown, rejected_by_code: rejectedByCode };
}
