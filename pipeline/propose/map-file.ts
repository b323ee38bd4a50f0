import { basename, dirname, resolve } from 'node:path';
import { loadConfiguration } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import type { Effects } from '../effects.js';
import { exitCodes, UserError } from '../errors.js';
import type { InputFile } from '../ingest/discover.js';
import { headerSearchRows } from '../ingest/table-head.js';
import { didYouMean } from '../nearest-name.js';
import { type Validation, validateWith } from '../validate-exports.js';
import { type Proposal, type ProposalRequest, proposeMapping } from './propose-mapping.js';
import { findRival } from './rival-file.js';
import { fileToMap, readSamples, type SampledTable } from './sampled-tables.js';

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
  /** A file of another system in a folder beside, which the pattern of the name alone would fit too. */
  readonly rival: string | null;
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
  const tables = await readSamples(file);
  const request: ProposalRequest = {
    files: patternOf(basename(file.path)),
    baseName: basename(file.path),
    configuration,
    namesSheet: tables.length > 1,
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
  };
  const ofName = proposed(tables, request).flatMap(({ proposal }) => proposal ?? []);
  if (ofName.length === 0) throw noHeader(file);
  const settled = ofName.map((proposal) => proposal.settled);
  const mappings = [...settled, ...configuration.mappings];
  const { validation } = await validateWith({ ...configuration, mappings }, { inputs: [options.file], maxRejectRate: 1 }, effects);
  const isWhole = ofName.every(({ missing }) => missing.length === 0);
  const { workingFolder } = effects;
  const patternInFolder = `**/${patternOf(basename(dirname(resolve(options.file))))}/${request.files}`;
  const lookedFor = { file: options.file, mappings: settled, patternInFolder, configuration, workingFolder };
  const rival = isWhole ? await findRival(lookedFor) : undefined;
  const found = proposed(tables, rival === undefined ? request : { ...request, files: patternInFolder });
  const proposals = found.flatMap(({ proposal }) => proposal ?? []);
  return {
    file: file.path,
    rival: rival ?? null,
    tables: proposals.map(({ settled: _settled, ...proposal }) => ({ ...proposal, check: checked(proposal.sheet, validation) })),
    unrecognised: found.filter(({ proposal }) => !proposal).map(({ table }) => table.sheet),
  };
}

function proposed(tables: readonly SampledTable[], request: ProposalRequest): { table: SampledTable; proposal: Proposal | undefined }[] {
  return tables.map((table) => ({ table, proposal: proposeMapping(table, request) }));
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
