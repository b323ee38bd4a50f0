import { join } from 'node:path';
import Papa from 'papaparse';
import { exitCodes, UserError } from '../errors.js';
import { discoverFiles, type InputFile } from '../ingest/discover.js';
import { readHead } from '../ingest/read-head.js';
import { delimiters, headerSearchRows, NoTable } from '../ingest/table-head.js';
import { decodeHead, detectEncoding, writeUtf8Copy } from '../ingest/text-encoding.js';
import { unzipFile } from '../ingest/unzip-file.js';
import { BadWorkbook, readWorkbook } from '../ingest/workbook.js';
import { withTemporaryFolder } from '../temporary-folder.js';

/** The first rows of a text or sheet, as each delimiter splits them. */
export interface SampledTable {
  /** '' for a text. */
  readonly sheet: string;
  readonly readings: readonly (readonly (readonly string[])[])[];
}

const headSize = 1024 * 1024;
/** The header and what is above it, and a thousand rows. */
const sampledRows = headerSearchRows + 1000;

/** The file a proposal is asked for. Throws UserError unless it is one export in text or a workbook. */
export function fileToMap(path: string): InputFile {
  const [file] = discoverFiles([path]).files;
  if (file && ['delimited', 'gzip', 'workbook'].includes(file.form)) return file;
  throw new UserError(`${path}: a mapping is proposed for one .csv, .tsv, .csv.gz or .xlsx file; name such a file`);
}

/** Reads the first rows of a file, of a workbook those of every sheet. Throws UserError for what is no table. */
export async function readSamples(file: InputFile): Promise<SampledTable[]> {
  try {
    return await withTemporaryFolder((folder) => sampleTables(file, folder));
  } catch (error) {
    if (error instanceof NoTable || error instanceof BadWorkbook) throw new UserError(`${file.path}: ${error.message}`, exitCodes.data);
    throw error;
  }
}

/** Copies are written into `folder`. */
async function sampleTables(file: InputFile, folder: string): Promise<SampledTable[]> {
  if (file.form === 'workbook') {
    const sheets = await readWorkbook(file.fullPath, folder);
    return sheets.map(({ sheet, file: text }) => ({ sheet, readings: [rowsOf(decodeHead(readHead(text, headSize)), ',')] }));
  }
  const unpacked = join(folder, 'unzipped.csv');
  if (file.form === 'gzip') await unzipFile(file.fullPath, unpacked);
  const text = await readUtf8Head(file.form === 'gzip' ? unpacked : file.fullPath, folder);
  return [{ sheet: '', readings: delimiters.map((delimiter) => rowsOf(text, delimiter)) }];
}

async function readUtf8Head(path: string, folder: string): Promise<string> {
  const { encoding, isClean } = await detectEncoding(path);
  if (isClean && encoding.startsWith('utf-8')) return decodeHead(readHead(path, headSize));
  const copy = join(folder, 'utf8.csv');
  await writeUtf8Copy(path, encoding, isClean, copy);
  return decodeHead(readHead(copy, headSize));
}

function rowsOf(text: string, delimiter: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview: sampledRows }).data;
}
