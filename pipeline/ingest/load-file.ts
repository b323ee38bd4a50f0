import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findMappings } from '../config/configuration-mappings.js';
import type { Mapping } from '../config/mapping.js';
import { foldedWord } from '../contracts/accepted-words.js';
import { didYouMean } from '../nearest-name.js';
import { printable } from '../printable.js';
import type { Database } from '../warehouse/database.js';
import type { InputFile } from './discover.js';
import { prepareParquet } from './load-parquet.js';
import type { LoadSettings } from './load-settings.js';
import { prepareText, type TextToLoad } from './load-text.js';
import type { PreparedTable } from './prepared-table.js';
import { readHead } from './read-head.js';
import { NoTable } from './table-head.js';
import { unzipFile } from './unzip-file.js';
import { BadWorkbook, readWorkbook } from './workbook.js';

export interface PreparedFile {
  readonly tables: readonly PreparedTable[];
  /** Sheets without a header, or the file itself when it fits no dataset: reported, with the reason. */
  readonly unrecognised: readonly { readonly sheet: string; readonly reason: string }[];
}

/** A file that cannot be read as a table (domain.md § 2): the run stops, or goes on and reports it. */
export class BadFile extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(printable(`${path}: ${reason}`));
  }
}

/** Makes a file ready for validation; copies of it are written into `folder`. Throws BadFile. */
export async function prepareFile(database: Database, file: InputFile, folder: string, settings: LoadSettings): Promise<PreparedFile> {
  mkdirSync(folder, { recursive: true });
  const mappings = findMappings(settings.configuration.mappings, file.path);
  try {
    return await prepareByForm(database, file, folder, settings, mappings);
  } catch (error) {
    if (error instanceof NoTable && error.isUnrecognised) return { tables: [], unrecognised: [{ sheet: '', reason: error.message }] };
    if (error instanceof NoTable || error instanceof BadWorkbook) throw new BadFile(file.path, error.message);
    throw error;
  }
}

async function prepareByForm(
  database: Database,
  file: InputFile,
  folder: string,
  settings: LoadSettings,
  mappings: readonly Mapping[],
): Promise<PreparedFile> {
  const baseName = basename(file.path);
  const [mapping] = mappings;
  const table = { database, folder, settings, baseName, ...(mapping ? { mapping } : {}) };
  switch (file.form) {
    case 'delimited':
      return { tables: [await prepareText({ ...table, path: file.fullPath })], unrecognised: [] };
    case 'gzip': {
      const path = join(folder, 'unzipped.csv');
      await unzipFile(file.fullPath, path);
      return { tables: [await prepareText({ ...table, path, baseName: baseName.replace(/\.gz$/i, '') })], unrecognised: [] };
    }
    case 'parquet':
      return { tables: [await prepareParquet({ ...table, path: file.fullPath })], unrecognised: [] };
    case 'workbook':
      return prepareWorkbook({ database, folder, settings, baseName, path: file.fullPath }, mappings);
    case 'old_workbook':
      throw new NoTable(describeOldWorkbook(file.fullPath), false);
  }
}

/**
 * Every sheet with a header is a table, or those that its mappings name; the others are reported. A workbook without any,
 * or without a sheet that is named, is a bad file.
 */
async function prepareWorkbook(request: TextToLoad, mappings: readonly Mapping[]): Promise<PreparedFile> {
  const tables: PreparedTable[] = [];
  const unrecognised: { sheet: string; reason: string }[] = [];
  const sheets = await readWorkbook(request.path, request.folder);
  refuseAbsentSheets(
    mappings,
    sheets.map(({ sheet }) => sheet),
  );
  for (const { sheet, file } of sheets) {
    const mapping = mappings.find((each) => each.sheet === undefined || isSheet(each.sheet, sheet));
    if (!mapping && mappings.length > 0) {
      unrecognised.push({ sheet, reason: 'no mapping of its workbook names this sheet' });
      continue;
    }
    try {
      tables.push(await prepareText({ ...request, path: file, sheet, ...(mapping ? { mapping } : {}) }));
    } catch (error) {
      if (!(error instanceof NoTable)) throw error;
      unrecognised.push({ sheet, reason: error.message });
    }
  }
  if (tables.length === 0) throw new NoTable(unrecognised[0]?.reason ?? 'the workbook has no rows', false);
  return { tables, unrecognised };
}

function refuseAbsentSheets(mappings: readonly Mapping[], sheets: readonly string[]): void {
  const absent = mappings.find(({ sheet }) => sheet !== undefined && !sheets.some((each) => isSheet(sheet, each)));
  if (absent?.sheet === undefined) return;
  throw new NoTable(
    `its mapping names the sheet "${absent.sheet}", which the workbook does not have${didYouMean(absent.sheet, sheets)}`,
    false,
  );
}

function isSheet(name: string, sheet: string): boolean {
  return foldedWord(name) === foldedWord(sheet);
}

function describeOldWorkbook(path: string): string {
  const start = readHead(path, 512).toString('latin1').trimStart().toLowerCase();
  const isPage = start.startsWith('<') || start.startsWith('\xef\xbb\xbf<');
  return isPage
    ? 'this is an HTML page called .xls; open it in a spreadsheet program and save it as .xlsx, or export CSV'
    : 'old .xls workbooks are not read; save it as .xlsx or CSV';
}
