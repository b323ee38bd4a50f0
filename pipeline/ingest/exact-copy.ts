import Papa from 'papaparse';
import { columnOf } from '../contracts/index.js';
import { giveBuffer, piecesOf, takeBuffer, withRoom, writePieces } from '../file-pieces.js';
import { type OnWhole, RecordScanner, type ScannedRecord, type ScanSummary } from './record-scanner.js';
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
const lineFeed = 0x0a;

/**
 * The exact path: copies the records of a UTF-8 text into one that a strict parser reads without a doubt, each with the
 * line it stands in and what is wrong with its structure ('', 'undecodable' or 'ragged_row') in front. Well-formed
 * records are copied byte for byte; papaparse splits the others.
 */
export async function writeExactCopy(path: string, head: TableHead, target: string): Promise<ExactCopy> {
  return writePieces(target, (write) => copyRecords(path, head, write));
}

async function copyRecords(path: string, head: TableHead, write: (bytes: Uint8Array) => Promise<void>): Promise<ExactCopy> {
  const copy = new RecordCopy(head.delimiter.charCodeAt(0));
  const suspicion = new Suspicion();
  let written = 0;
  let blankRows = 0;
  const take = (record: ScannedRecord): void => {
    const copied = exactRecord(record, head);
    if (copied) copy.add(record.line, copied);
    if (copied) written++;
    else blankRows++;
  };
  const takeWhole: OnWhole = (bytes, start, end, line) => {
    if (suspicion.hasArisen) {
      return take({ bytes: bytes.subarray(start, end), line, cells: head.width, isMalformed: false, hasLooseQuotes: false });
    }
    copy.addWhole(line, bytes, start, end);
    written++;
  };
  const scanner = new RecordScanner(copy.delimiter, head.width, head.recordsAbove + 1, take, takeWhole);
  for await (const piece of piecesOf(path)) {
    suspicion.look(piece);
    scanner.feed(piece);
    await write(copy.take());
  }
  const summary = scanner.finish();
  await write(copy.take());
  copy.close();
  return { summary, written, blankRows };
}

/** What is wrong with the structure of a record, and its cells without line end; none where they cannot be told apart. */
interface CopiedRecord {
  readonly structure: '' | 'undecodable' | 'ragged_row';
  readonly text: Uint8Array | string;
}

/** The copied record, or undefined for a blank row. */
function exactRecord(record: ScannedRecord, head: TableHead): CopiedRecord | undefined {
  if (record.bytes.length === 0) return undefined;
  const bytes = Buffer.from(record.bytes.buffer, record.bytes.byteOffset, record.bytes.byteLength);
  if (isUndecodable(bytes)) return broken('undecodable', head);
  if (record.isMalformed) return broken('ragged_row', head);
  if (record.cells === head.width && !record.hasLooseQuotes) return { structure: '', text: bytes };
  const cells = Papa.parse<string[]>(bytes.toString('utf8'), { delimiter: head.delimiter, newline: '\n' }).data[0] ?? [];
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const fitted = cells.length === record.cells ? fitCells(cells, head) : undefined;
  return fitted ? { structure: '', text: unparse(fitted, head) } : broken('ragged_row', head);
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

function broken(structure: 'undecodable' | 'ragged_row', head: TableHead): CopiedRecord {
  return { structure, text: head.delimiter.repeat(head.width - 1) };
}

function unparse(cells: readonly string[], head: TableHead): string {
  return Papa.unparse([cells as string[]], { delimiter: head.delimiter, newline: '\n' });
}

function isUndecodable(bytes: Buffer): boolean {
  return bytes.includes(0) || bytes.includes(markBytes);
}

/** Whether anything read so far holds what may make a record undecodable; until then none is looked at for it. */
class Suspicion {
  hasArisen = false;
  /** The end of the piece before, in which a mark may begin. */
  private tail = Buffer.alloc(0);

  look(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const overlap = markBytes.length - 1;
    this.hasArisen ||= isUndecodable(bytes) || isUndecodable(Buffer.concat([this.tail, bytes.subarray(0, overlap)]));
    this.tail = Buffer.from(Buffer.concat([this.tail, bytes.subarray(-overlap)]).subarray(-overlap));
  }
}

/** The records copied since the last `take`, in one buffer: the bytes given are taken over at once. */
class RecordCopy {
  private buffer = takeBuffer();
  private length = 0;

  constructor(readonly delimiter: number) {}

  add(line: number, { structure, text }: CopiedRecord): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    this.begin(line, bytes.length);
    this.length += this.buffer.write(structure, this.length, 'latin1');
    this.end(bytes);
  }

  addWhole(line: number, bytes: Uint8Array, start: number, end: number): void {
    this.begin(line, end - start);
    this.end(bytes.subarray(start, end));
  }

  /** Writes the line in digits and a delimiter. */
  private begin(line: number, size: number): void {
    this.buffer = withRoom(this.buffer, this.length, this.length + size + 64);
    const { buffer } = this;
    let digits = 1;
    for (let power = 10; power <= line; power *= 10) digits++;
    let rest = line;
    for (let place = this.length + digits - 1; place >= this.length; place--) {
      const tens = Math.floor(rest / 10);
      buffer[place] = 0x30 + rest - 10 * tens;
      rest = tens;
    }
    this.length += digits;
    buffer[this.length++] = this.delimiter;
  }

  private end(bytes: Uint8Array): void {
    this.buffer[this.length++] = this.delimiter;
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
    this.buffer[this.length++] = lineFeed;
  }

  take(): Uint8Array {
    const taken = this.buffer.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  close(): void {
    giveBuffer(this.buffer);
  }
}
