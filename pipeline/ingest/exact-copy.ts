import Papa from 'papaparse';
import { columnOf } from '../contracts/index.js';
import { piecesOf, writePieces } from '../file-pieces.js';
import { RecordScanner, type ScannedRecord, type ScanSummary } from './record-scanner.js';
import { footerPattern } from './row-checks.js';
import type { TableHead } from './table-head.js';
import { undecodableMark } from './text-encoding.js';

export interface ExactCopy {
  readonly summary: ScanSummary;
  /** Records written: all but the rows above the header, the header and the blank rows. */
  readonly written: number;
  readonly blankRows: number;
}

const footerWords = new RegExp(footerPattern);
const markBytes = Buffer.from(undecodableMark);

/**
 * The exact path: copies the records of a UTF-8 text into one that a strict parser reads without a doubt, each with the
 * line it stands in and what is wrong with its structure ('', 'undecodable' or 'ragged_row') in front. Well-formed
 * records are copied byte for byte; papaparse splits the others.
 */
export async function writeExactCopy(path: string, head: TableHead, target: string): Promise<ExactCopy> {
  return writePieces(target, (write) => copyRecords(path, head, write));
}

async function copyRecords(path: string, head: TableHead, write: (bytes: Uint8Array) => Promise<void>): Promise<ExactCopy> {
  let batch: (Uint8Array | string)[] = [];
  let written = 0;
  let blankRows = 0;
  const scanner = new RecordScanner(head.delimiter.charCodeAt(0), head.width, head.recordsAbove + 1, (record) => {
    const line = exactRecord(record, head);
    if (line === undefined) {
      blankRows++;
      return;
    }
    written++;
    batch.push(...line);
  });
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(batch.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
    batch = [];
    await write(bytes);
  };
  for await (const piece of piecesOf(path)) {
    scanner.feed(piece);
    await flush();
  }
  const summary = scanner.finish();
  await flush();
  return { summary, written, blankRows };
}

/** The copied record, or undefined for a blank row. */
function exactRecord(record: ScannedRecord, head: TableHead): (Uint8Array | string)[] | undefined {
  if (record.bytes.length === 0) return undefined;
  const bytes = Buffer.from(record.bytes.buffer, record.bytes.byteOffset, record.bytes.byteLength);
  if (bytes.includes(0) || bytes.includes(markBytes)) return broken(record, head, 'undecodable');
  if (record.isMalformed) return broken(record, head, 'ragged_row');
  // The bytes belong to the chunk being scanned, which is used again: they are copied.
  if (record.cells === head.width && !record.hasLooseQuotes) {
    return [`${record.line}${head.delimiter}${head.delimiter}`, Uint8Array.from(bytes), '\n'];
  }
  const cells = Papa.parse<string[]>(bytes.toString('utf8'), { delimiter: head.delimiter, newline: '\n' }).data[0] ?? [];
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const fitted = cells.length === record.cells ? fitCells(cells, head) : undefined;
  return fitted ? [`${record.line}${head.delimiter}${head.delimiter}`, unparse(fitted, head), '\n'] : broken(record, head, 'ragged_row');
}

/** Short rows are padded when only optional columns are missing, long rows cut when the surplus is empty. */
function fitCells(cells: readonly string[], head: TableHead): string[] | undefined {
  const hasSurplus = cells.slice(head.width).some((cell) => cell.trim() !== '');
  const fitted = cells.slice(0, head.width);
  const lacksRequired = [...head.match.positions].some(
    ([column, position]) => position >= cells.length && columnOf(head.contract, column).required,
  );
  const isFooter = footerWords.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '');
  if ((hasSurplus || lacksRequired) && !isFooter) return undefined;
  return [...fitted, ...Array.from({ length: head.width - fitted.length }, () => '')];
}

function broken(record: ScannedRecord, head: TableHead, structure: 'undecodable' | 'ragged_row'): string[] {
  return [`${record.line}${head.delimiter}${structure}${head.delimiter.repeat(head.width)}\n`];
}

function unparse(cells: readonly string[], head: TableHead): string {
  return Papa.unparse([cells as string[]], { delimiter: head.delimiter, newline: '\n' });
}
