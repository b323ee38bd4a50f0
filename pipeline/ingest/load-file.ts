import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mapping } from '../config/configuration.js';
import { findMapping } from '../config/configuration-mappings.js';
import type { Database } from '../warehouse/database.js';
import type { InputFile } from './discover.js';
import { loadParquet } from './load-parquet.js';
import type { LoadSettings } from './load-settings.js';
import { loadText, type TextForm } from './load-text.js';
import { NoTable } from './table-head.js';
import { unzipFile } from './unzip-file.js';
import { BadWorkbook, readWorkbook } from './workbook.js';

/** What one table (a file, or one sheet of a workbook) brought. */
export interface LoadedTable {
  readonly dataset: string;
  /** Sheet of a workbook, else ''. */
  readonly sheet: string;
  /** Where its validated rows were written. */
  readonly parquet: string;
  readonly form: TextForm | 'parquet';
  readonly encoding: string;
  readonly delimiter: string;
  readonly read: number;
  readonly rejected: number;
  readonly skippedLines: number;
  readonly unknownHeaders: readonly string[];
  readonly repeatedHeaders: readonly string[];
}

export interface FileLoad {
  readonly tables: readonly LoadedTable[];
  /** Sheets without a header, or the file itself when it fits no dataset: reported, with the reason. */
  readonly unrecognised: readonly { readonly sheet: string; readonly reason: string }[];
}

/** A file that cannot be read as a table (domain.md § 2): the run stops, or goes on and reports it. */
export class BadFile extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

export interface FileToLoad {
  readonly file: InputFile;
  readonly sha256: string;
  /** Folder for copies and results; removed by the caller. */
  readonly workFolder: string;
}

/** Reads and validates one file; its rows are written as Parquet below the work folder. Throws BadFile. */
export async function loadFile(database: Database, request: FileToLoad, settings: LoadSettings): Promise<FileLoad> {
  const folder = join(request.workFolder, createHash('sha256').update(request.file.fullPath).digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true });
  const mapping = findMapping(settings.configuration.mappings, request.file.path);
  try {
    return await loadByForm(database, request.file, folder, settings, mapping);
  } catch (error) {
    if (error instanceof NoTable && error.isUnrecognised) return { tables: [], unrecognised: [{ sheet: '', reason: error.message }] };
    if (error instanceof NoTable || error instanceof BadWorkbook) throw new BadFile(request.file.path, error.message);
    throw error;
  }
}

async function loadByForm(
  database: Database,
  file: InputFile,
  folder: string,
  settings: LoadSettings,
  mapping: Mapping | undefined,
): Promise<FileLoad> {
  const baseName = basename(file.path);
  const table = { database, folder, settings, baseName, ...(mapping ? { mapping } : {}) };
  switch (file.form) {
    case 'delimited':
      return { tables: [await loadText({ ...table, path: file.fullPath })], unrecognised: [] };
    case 'gzip': {
      const path = join(folder, 'unzipped.csv');
      await unzipFile(file.fullPath, path);
      return { tables: [await loadText({ ...table, path, baseName: baseName.replace(/\.gz$/i, '') })], unrecognised: [] };
    }
    case 'parquet':
      return { tables: [await loadParquet({ ...table, path: file.fullPath })], unrecognised: [] };
    case 'workbook':
      return loadWorkbook({ ...table, path: file.fullPath });
    case 'old_workbook':
      throw new NoTable(describeOldWorkbook(file.fullPath), false);
  }
}

type TableRequest = Parameters<typeof loadText>[0];

/** Every sheet with a header is a table; the others are reported. A workbook without any is a bad file. */
async function loadWorkbook(request: TableRequest): Promise<FileLoad> {
  const tables: LoadedTable[] = [];
  const unrecognised: { sheet: string; reason: string }[] = [];
  for (const { sheet, file } of await readWorkbook(request.path, request.folder)) {
    try {
      tables.push(await loadText({ ...request, path: file, sheet }));
    } catch (error) {
      if (!(error instanceof NoTable)) throw error;
      unrecognised.push({ sheet, reason: error.message });
    }
  }
  if (tables.length === 0) throw new NoTable(unrecognised[0]?.reason ?? 'the workbook has no rows', false);
  return { tables, unrecognised };
}

function describeOldWorkbook(path: string): string {
  const start = readHead(path, 512).toString('latin1').trimStart().toLowerCase();
  const isPage = start.startsWith('<') || start.startsWith('\xef\xbb\xbf<');
  return isPage
    ? 'this is an HTML page called .xls; open it in a spreadsheet program and save it as .xlsx, or export CSV'
    : 'old .xls workbooks are not read; save it as .xlsx or CSV';
}

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(length, fstatSync(handle).size));
    readSync(handle, buffer, 0, buffer.length, 0);
    return buffer;
  } finally {
    closeSync(handle);
  }
}

/** SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
