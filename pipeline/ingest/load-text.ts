import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mapping } from '../config/mapping.js';
import { piecesOf } from '../file-pieces.js';
import { printable } from '../printable.js';
import type { Database } from '../warehouse/database.js';
import { accidentalRun } from './accidental-utf8.js';
import { writeExactCopy } from './exact-copy.js';
import { type ExactText, exactTextSql } from './exact-text.js';
import type { LoadSettings } from './load-settings.js';
import { mappedCells } from './mapped-cells.js';
import { type PlainText, plainTextSql } from './plain-text.js';
import { chinesePlausibility } from './plausible-chinese.js';
import type { PreparedTable } from './prepared-table.js';
import { readHead } from './read-head.js';
import { isPlain, mayBePlain, RecordScanner, type ScanSummary } from './record-scanner.js';
import { keptRows } from './row-filters.js';
import { findTableHead, NoTable, type TableHead } from './table-head.js';
import { type DetectedEncoding, detectEncoding, type Encoding, isGuess, nameEncoding, writeUtf8Copy } from './text-encoding.js';

export interface TextToLoad {
  readonly database: Database;
  readonly path: string;
  readonly baseName: string;
  readonly folder: string;
  readonly settings: LoadSettings;
  readonly mapping?: Mapping;
  /** The text was written from this sheet of a workbook. */
  readonly sheet?: string;
}

const headSize = 1024 * 1024;

/** Prepares one delimited text: decides its encoding and dialect, and counts its records independently. Throws NoTable. */
export async function prepareText(request: TextToLoad): Promise<PreparedTable> {
  const detected = request.sheet === undefined ? await textEncoding(request) : { encoding: 'utf-8' as const, isClean: true };
  const utf8 = await utf8Path(request, detected);
  const head = await headInEncoding(utf8, request, detected);
  const kept = keptRows(head);
  const summary = detected.isClean ? await scanPlain(utf8, head) : undefined;
  const rows = summary ? fastSource(utf8, head, summary) : await exactSource(utf8, head, request);
  const { configuration } = request.settings;
  return {
    plan: {
      contract: head.contract,
      source: rows.source,
      ...(rows.plain ? { plain: rows.plain } : {}),
      ...(rows.exact ? { exact: rows.exact } : {}),
      width: head.width,
      cells: mappedCells(head),
      ...(kept === undefined ? {} : { kept }),
      words: { enums: configuration.enums, placeholders: configuration.serial_placeholders },
      isWorkbook: request.sheet !== undefined,
    },
    sheet: request.sheet ?? '',
    form: rows.form,
    encoding: detected.encoding,
    delimiter: head.delimiter,
    match: head.match,
    mapping: head.mapping?.files ?? '',
    records: rows.records,
    linesLeftOut: head.recordsAbove + rows.blankRows,
    bytes: statSync(utf8).size,
  };
}

async function textEncoding(request: TextToLoad): Promise<DetectedEncoding> {
  if (statSync(request.path).size === 0) throw new NoTable('the file is empty', false);
  return detectEncoding(request.path, request.mapping?.encoding);
}

async function utf8Path(request: TextToLoad, detected: DetectedEncoding): Promise<string> {
  if (detected.isClean && detected.encoding.startsWith('utf-8')) return request.path;
  const target = join(request.folder, 'utf8.csv');
  await writeUtf8Copy(request.path, detected.encoding, detected.isClean, target);
  return target;
}

/** The head of the table, and the certainty that the text was read in its own encoding. Throws NoTable, naming the setting, where there is none. */
async function headInEncoding(utf8: string, request: TextToLoad, detected: DetectedEncoding): Promise<TableHead> {
  const isOpen = request.sheet === undefined && request.mapping?.encoding === undefined;
  const head = findHead(utf8, request, isOpen && isGuess(detected) ? detected.encoding : undefined);
  if (!isOpen || hasKnownHeader(head)) return head;
  if (detected.encoding === 'gb18030') await requireChinese(request.path);
  if (detected.encoding === 'utf-8' && detected.isClean) await requireNoAccident(request.path);
  return head;
}

function findHead(utf8: string, request: TextToLoad, guessed: Encoding | undefined): TableHead {
  try {
    return findTableHead(readHead(utf8, headSize), headOptions(request));
  } catch (error) {
    if (!(error instanceof NoTable) || guessed === undefined || error.message.includes(nameEncoding)) throw error;
    throw new NoTable(`${error.message}; it was read as ${guessed}: if it is written otherwise, ${nameEncoding}`, error.isUnrecognised);
  }
}

/** A header beyond ASCII that belongs to a column: in another encoding it would not be that word. */
function hasKnownHeader({ headers, match }: TableHead): boolean {
  return [...match.positions.values()].some((position) => /[^\0-\x7f]/.test(headers[position] ?? ''));
}

async function requireChinese(path: string): Promise<void> {
  const { isPlausible, sample } = await chinesePlausibility(path);
  if (isPlausible) return;
  throw new NoTable(
    `its encoding cannot be known: it is not UTF-8, and read as GB18030 it says "${printable(sample)}", which is hardly Chinese; ${nameEncoding}`,
    false,
  );
}

async function requireNoAccident(path: string): Promise<void> {
  const run = accidentalRun(path);
  if (run === '') return;
  const { isPlausible, sample } = await chinesePlausibility(path);
  if (!isPlausible) return;
  throw new NoTable(
    `its encoding cannot be known: read as UTF-8 it says "${printable(run)}", read as GB18030 "${printable(sample)}"; ${nameEncoding}`,
    false,
  );
}

function headOptions(request: TextToLoad): Parameters<typeof findTableHead>[1] {
  return {
    baseName: request.baseName,
    aliases: request.settings.configuration.columns,
    ...(request.mapping ? { mapping: request.mapping } : {}),
    ...(request.sheet === undefined ? {} : { delimiter: ',', sheet: request.sheet }),
  };
}

/** The independent account of a plain text: what every reader has to arrive at. Undefined, as soon as that is known, for a text that is none. */
async function scanPlain(path: string, head: TableHead): Promise<ScanSummary | undefined> {
  const scanner = new RecordScanner(head.delimiter.charCodeAt(0), head.width, head.recordsAbove + 1);
  for await (const piece of piecesOf(path)) {
    scanner.feed(piece);
    if (!mayBePlain(scanner.summary)) break;
  }
  const summary = scanner.finish();
  return isPlain(summary) ? summary : undefined;
}

interface Source {
  readonly form: PreparedTable['form'];
  /** Query giving line, structure, c0, c1, … */
  readonly source: string;
  /** The text itself where it is read as it lies. */
  readonly plain?: PlainText;
  /** Its copy where it is not. */
  readonly exact?: ExactText;
  readonly records: number;
  readonly blankRows: number;
}

function fastSource(path: string, head: TableHead, summary: ScanSummary): Source {
  const plain: PlainText = {
    path,
    delimiter: head.delimiter,
    width: head.width,
    linesAbove: summary.firstLine - 1,
    records: summary.records,
    longestRecord: summary.longestRecord,
    endsWithTwo: summary.lineEnds.crlf > 0,
  };
  return { form: 'fast', source: plainTextSql(plain), plain, records: summary.records, blankRows: 0 };
}

async function exactSource(path: string, head: TableHead, request: TextToLoad): Promise<Source> {
  const target = join(request.folder, `${sheetFile(request)}-exact.csv`);
  const copy = await writeExactCopy(path, head, target);
  const exact = { path: target, delimiter: head.delimiter, width: head.width, longestRecord: copy.summary.longestRecord };
  return { form: 'exact', source: exactTextSql(exact), exact, records: copy.written, blankRows: copy.blankRows };
}

/** A file name for a sheet, whatever its name. */
function sheetFile(request: TextToLoad): string {
  return request.sheet === undefined ? 'text' : createHash('sha256').update(request.sheet).digest('hex').slice(0, 16);
}
