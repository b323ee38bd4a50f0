import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { loadConfiguration } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import type { Effects } from '../effects.js';
import { exitCodes, UserError } from '../errors.js';
import type { InputFile } from '../ingest/discover.js';
import { headerSearchRows, NoTable } from '../ingest/table-head.js';
import { BadWorkbook } from '../ingest/workbook.js';
import { didYouMean } from '../nearest-name.js';
import { type Validation, validateWith } from '../validate-exports.js';
import { type Proposal, type ProposalRequest, proposeMapping } from './propose-mapping.js';
import { fileToMap, type SampledTable, sampleTables } from './sampled-tables.js';

export interface MapOptions {
  readonly file: string;
  readonly dataset?: string;
  readonly config?: string;
}

/** What the whole file gives with the proposed mapping, or why it cannot be read with it. */
export type ProposalCheck =
  | {
      readonly read: number;
      readonly rejected: number;
      readonly filtered_rows: number;
      readonly rejected_by_code: Readonly<Record<string, number>>;
      /** Messages of the first rejected rows. */
      readonly messages: readonly string[];
    }
  | { readonly bad: string };

export interface MappedTable extends Omit<Proposal, 'settled'> {
  readonly check: ProposalCheck;
}

export interface MappedFile {
  readonly file: string;
  readonly tables: readonly MappedTable[];
  /** Sheets without a header ('' for a text). */
  readonly unrecognised: readonly string[];
}

const keptMessages = 20;

/**
 * `map`: proposes a mapping for an export of another system and counts what it would reject; writes nothing but temporary files.
 * Throws UserError for a file that is no export or has no header.
 */
export async function mapFile(options: MapOptions, effects: Effects): Promise<MappedFile> {
  const file = fileToMap(options.file);
  requireDataset(options.dataset);
  const configuration = loadConfiguration(options.config, [dirname(options.file)], effects.workingFolder);
  const tables = await sampled(file);
  const request: ProposalRequest = {
    files: patternOf(basename(file.path)),
    baseName: basename(file.path),
    configuration,
    namesSheet: tables.length > 1,
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
  };
  const found = tables.map((table) => ({ table, proposal: proposeMapping(table, request) }));
  const proposals = found.flatMap(({ proposal }) => proposal ?? []);
  if (proposals.length === 0) throw noHeader(file);
  const mappings = [...proposals.map(({ settled }) => settled), ...configuration.mappings];
  const { validation } = await validateWith({ ...configuration, mappings }, { inputs: [options.file], maxRejectRate: 1 }, effects);
  return {
    file: file.path,
    tables: proposals.map(({ settled: _settled, ...proposal }) => ({ ...proposal, check: checked(proposal.sheet, validation) })),
    unrecognised: found.filter(({ proposal }) => !proposal).map(({ table }) => table.sheet),
  };
}

function noHeader({ path, form }: InputFile): UserError {
  const searched = form === 'workbook' ? 'of any sheet ' : '';
  return new UserError(
    `${path}: no row among the first ${headerSearchRows} ${searched}looks like a header of a known dataset, so no mapping can be proposed. ` +
      'Expected: a row that names the columns. Add one, or name the dataset with --dataset.',
    exitCodes.data,
  );
}

function requireDataset(dataset: string | undefined): void {
  const names = contracts.map((contract) => contract.dataset);
  if (dataset !== undefined && !names.includes(dataset))
    throw new UserError(`there is no dataset "${dataset}"${didYouMean(dataset, names)}`);
}

async function sampled(file: InputFile): Promise<SampledTable[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreview-'));
  try {
    return await sampleTables(file, folder);
  } catch (error) {
    if (error instanceof NoTable || error instanceof BadWorkbook) throw new UserError(`${file.path}: ${error.message}`, exitCodes.data);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The name with its date left open, so that the export of the next month fits as well. */
function patternOf(name: string): string {
  return name.replace(/20\d{2}[-_.]?(?:\d{1,2}|W\d{2})(?:[-_.]?\d{1,2})?/gi, '*').replaceAll(/[{}?]/g, '?');
}

function checked(sheet: string, validation: Validation): ProposalCheck {
  const [bad] = validation.bad_files;
  if (bad) return { bad: bad.reason };
  const table = validation.files.find((each) => each.sheet === sheet) ?? (sheet === '' ? undefined : validation.files[0]);
  const left = validation.unrecognised.find((each) => each.sheet === sheet);
  if (!table) return { bad: left?.reason ?? 'no table was found' };
  const { read, rejected, filtered_rows, rejected_by_code } = table;
  const messages = validation.rejects.slice(0, keptMessages).map(({ message }) => message);
  return { read, rejected, filtered_rows, rejected_by_code, messages };
}
