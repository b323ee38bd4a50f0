import Papa from 'papaparse';
import type { Mapping } from '../config/mapping.js';
import type { Contract } from '../contracts/contract.js';
import { contracts } from '../contracts/index.js';
import { datasetByName, describeMissing, type HeaderAliases, type HeaderMatch, matchHeaders } from './headers.js';
import { RecordScanner } from './record-scanner.js';
import { decodeHead, nameEncoding } from './text-encoding.js';

/** Where the table of a text begins and what its columns are. */
export interface TableHead {
  readonly contract: Contract;
  readonly delimiter: string;
  readonly match: HeaderMatch;
  /** Cells of the header row. */
  readonly headers: readonly string[];
  /** Number of cells of the header row. */
  readonly width: number;
  /** Records above the header (titles, blank rows). */
  readonly recordsAbove: number;
  readonly mapping?: Mapping;
}

/** Why a text is no table of a known dataset. `unrecognised` texts fit no dataset at all. */
export class NoTable extends Error {
  constructor(
    message: string,
    readonly isUnrecognised: boolean,
  ) {
    super(message);
  }
}

/** Rows among which a header is looked for. */
export const headerSearchRows = 20;
/** What may separate the cells of a text. */
export const delimiters = [',', ';', '\t', '|'];
const scanStep = 64 * 1024;

export interface HeadOptions {
  readonly baseName: string;
  readonly aliases: HeaderAliases;
  readonly mapping?: Mapping;
  /** Only this delimiter is tried: workbooks are written with commas by ourselves. */
  readonly delimiter?: string;
}

/** Finds header, delimiter and dataset in the first records of a text in UTF-8; throws NoTable. */
export function findTableHead(bytes: Buffer, options: HeadOptions): TableHead {
  const start = decodeHead(bytes.subarray(0, scanStep));
  if (/^\s*(<!doctype html|<html|<table|<\?xml)/i.test(start)) {
    throw new NoTable('this is an HTML or XML page, not a table; export it as CSV or .xlsx', false);
  }
  if (isFullOfNul(start.slice(0, 1000))) {
    throw new NoTable(`this is no text in UTF-8 or GB18030, perhaps UTF-16 without a byte order mark; ${nameEncoding}`, false);
  }
  const candidates = delimitersFor(options);
  // Those that stand nowhere all leave the lines whole: one of them is enough.
  const idle = candidates.find((delimiter) => !bytes.includes(delimiter));
  const tried = candidates.filter((delimiter) => delimiter === idle || bytes.includes(delimiter));
  const readings = tried.map((delimiter) => ({ delimiter, rows: parseRows(bytes, delimiter) }));
  return findHeadInRows(readings, options);
}

/** The first rows of a text, split by one delimiter. */
export interface Reading {
  readonly delimiter: string;
  readonly rows: readonly (readonly string[])[];
}

/** Finds the header among rows that are split already; the reading with the most columns wins. Throws NoTable. */
export function findHeadInRows(readings: readonly Reading[], options: HeadOptions): TableHead {
  const candidates = readings.flatMap((reading) => headsWith(reading, options));
  const [best, ...others] = candidates.sort((left, right) => right.match.positions.size - left.match.positions.size);
  if (!best) throw noTable(readings, options);
  const rival = others.find((head) => head.contract !== best.contract && head.match.positions.size === best.match.positions.size);
  if (rival) {
    throw new NoTable(
      `the headers fit ${best.contract.dataset} and ${rival.contract.dataset} equally well; put the dataset's name in the file name or name it under mappings`,
      false,
    );
  }
  return best;
}

function delimitersFor(options: HeadOptions): readonly string[] {
  const fixed = options.delimiter ?? options.mapping?.delimiter;
  if (fixed === undefined) return delimiters;
  // Records are found by bytes.
  if (Buffer.byteLength(fixed) !== 1 || /["\r\n\0]/.test(fixed)) {
    throw new NoTable(
      `the delimiter of its mapping, ${JSON.stringify(fixed)}, must be one ASCII character and no quote or line break`,
      false,
    );
  }
  return [fixed];
}

function headsWith({ delimiter, rows }: Reading, options: HeadOptions): TableHead[] {
  return contractsFor(options).flatMap((contract) => {
    const fixed = options.mapping?.header_row;
    const index = rows.findIndex((cells, row) =>
      fixed === undefined ? matchHeaders(contract, cells, options).missing.length === 0 : row === fixed - 1,
    );
    const cells = rows[index];
    if (!cells) return [];
    const match = matchHeaders(contract, cells, options);
    if (match.missing.length > 0) return [];
    const head: TableHead = { contract, delimiter, match, headers: cells, width: cells.length, recordsAbove: index };
    return [options.mapping ? { ...head, mapping: options.mapping } : head];
  });
}

function contractsFor(options: HeadOptions): readonly Contract[] {
  const named = options.mapping
    ? contracts.find((contract) => contract.dataset === options.mapping?.dataset)
    : datasetByName(options.baseName);
  return named ? [named] : contracts;
}

/** Records as the loader counts them, so that a broken title swallows no header. */
function parseRows(whole: Uint8Array, delimiter: string): string[][] {
  const rows: string[][] = [];
  const scanner = new RecordScanner(delimiter.charCodeAt(0), 0, 0, ({ bytes }) => {
    if (rows.length === headerSearchRows) return;
    const record = Buffer.from(bytes).toString('utf8').replace(/\r\n?/g, '\n');
    rows.push(Papa.parse<string[]>(record, { delimiter, newline: '\n' }).data[0] ?? ['']);
  });
  for (let start = 0; start < whole.length && rows.length < headerSearchRows; start += scanStep) {
    scanner.feed(whole.subarray(start, start + scanStep));
  }
  scanner.finish();
  return rows;
}

/** Every second byte of UTF-16 is zero where the text is ASCII: the delimiters, the digits. */
function isFullOfNul(start: string): boolean {
  return (start.match(/\0/g)?.length ?? 0) > start.length / 10;
}

function noTable(readings: readonly Reading[], options: HeadOptions): NoTable {
  const named = contractsFor(options);
  const [contract] = named;
  if (named.length > 1 || !contract) {
    return new NoTable(
      'no row among the first 20 has the required columns of any dataset; name the file after its dataset, or add the mapping that fieldreview map FILE proposes',
      true,
    );
  }
  const closest = readings
    .flatMap((reading) => reading.rows)
    .map((cells) => matchHeaders(contract, cells, options))
    .sort((left, right) => right.positions.size - left.positions.size)[0];
  const detail = closest ? describeMissing(contract, closest, options.aliases) : 'the file is empty';
  return new NoTable(`no header row of ${contract.dataset} among the first 20 rows: missing ${detail}`, false);
}
