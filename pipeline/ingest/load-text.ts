import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mapping } from '../config/mapping.js';
import { refuseInterrupted } from '../interruption.js';
import type { Database } from '../warehouse/database.js';
import { writeExactCopy } from './exact-copy.js';
import type { LoadSettings } from './load-settings.js';
import { mappedCells } from './mapped-cells.js';
import { cellNames, type PlainText, plainTextSql, readCsvSql } from './plain-text.js';
import type { PreparedTable } from './prepared-table.js';
import { readHead } from './read-head.js';
import { isPlain, RecordScanner, type ScanSummary } from './record-scanner.js';
import { keptRows } from './row-filters.js';
import { findTableHead, NoTable, type TableHead } from './table-head.js';
import { decodeHead, detectEncoding, type Encoding, writeUtf8Copy } from './text-encoding.js';

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
  const headBytes = readHead(request.path, headSize);
  const detected = request.sheet === undefined ? await textEncoding(request, headBytes) : { encoding: 'utf-8' as const, isClean: true };
  const utf8 = await utf8Path(request, detected);
  const head = findTableHead(decodeHead(readHead(utf8, headSize)), headOptions(request));
  const kept = keptRows(head);
  const summary = await scan(utf8, head);
  const isProvable = isPlain(summary) && detected.isClean && summary.records > 0;
  const rows = isProvable ? fastSource(utf8, head, summary) : await exactSource(utf8, head, request);
  const { configuration } = request.settings;
  return {
    plan: {
      contract: head.contract,
      source: rows.source,
      ...(rows.plain ? { plain: rows.plain } : {}),
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

async function textEncoding(request: TextToLoad, head: Uint8Array): Promise<{ encoding: Encoding; isClean: boolean }> {
  if (head.length === 0) throw new NoTable('the file is empty', false);
  return detectEncoding(request.path, head, request.mapping?.encoding);
}

async function utf8Path(request: TextToLoad, detected: { encoding: Encoding; isClean: boolean }): Promise<string> {
  if (detected.isClean && detected.encoding.startsWith('utf-8')) return request.path;
  const target = join(request.folder, 'utf8.csv');
  await writeUtf8Copy(request.path, detected.encoding, detected.isClean, target);
  return target;
}

function headOptions(request: TextToLoad): Parameters<typeof findTableHead>[1] {
  return {
    baseName: request.baseName,
    aliases: request.settings.configuration.columns,
    ...(request.mapping ? { mapping: request.mapping } : {}),
    ...(request.sheet === undefined ? {} : { delimiter: ',', sheet: request.sheet }),
  };
}

/** The independent account of the file: what every reader has to arrive at. */
async function scan(path: string, head: TableHead): Promise<ScanSummary> {
  const scanner = new RecordScanner(head.delimiter.charCodeAt(0), head.width, head.recordsAbove + 1);
  for await (const chunk of createReadStream(path, { highWaterMark: headSize })) {
    refuseInterrupted();
    scanner.feed(chunk as Buffer);
  }
  return scanner.finish();
}

interface Source {
  readonly form: PreparedTable['form'];
  /** Query giving line, structure, c0, c1, … */
  readonly source: string;
  /** The text itself where it is read as it lies. */
  readonly plain?: PlainText;
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
  const names = ['line', 'structure', ...cellNames(head.width)];
  const text = { path: target, delimiter: head.delimiter, longestRecord: copy.summary.longestRecord };
  const source = `select line::bigint as line, coalesce(structure, '') as structure, ${cellNames(head.width).join(', ')}
    from ${readCsvSql([text], names, "new_line = '\\n'")}`;
  return { form: 'exact', source, records: copy.written, blankRows: copy.blankRows };
}

/** A file name for a sheet, whatever its name. */
function sheetFile(request: TextToLoad): string {
  return request.sheet === undefined ? 'text' : createHash('sha256').update(request.sheet).digest('hex').slice(0, 16);
}
