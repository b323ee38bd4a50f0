import { giveBuffer, takeBuffer, withRoom } from '../file-pieces.js';
import { PlainLines } from './plain-lines.js';

/**
 * Finds the records of a delimited UTF-8 text by its bytes: an account of the file that is independent of every parser
 * that reads it afterwards. Quotes follow RFC 4180; a quoted field that is not closed properly makes its first line a
 * malformed record and scanning goes on at the next line, so one lost quote never swallows the rows behind it.
 */

export interface ScannedRecord {
  /** Bytes of the record without its line end. */
  readonly bytes: Uint8Array;
  /** Physical line it begins in, from 1. */
  readonly line: number;
  readonly cells: number;
  /** Quotes that RFC 4180 does not allow, or a field longer than the limit. */
  readonly isMalformed: boolean;
  /** Quotes inside an unquoted field: literal text, which not every parser takes. */
  readonly hasLooseQuotes: boolean;
}

export interface ScanSummary {
  /** Records behind the skipped ones, blank lines not counted. */
  records: number;
  /** Physical line of the first record behind the skipped ones. */
  firstLine: number;
  blankLines: number;
  /** Records with another number of cells than expected. */
  ragged: number;
  /** Among the skipped records too, for the engine skips by its own rules of quoting. */
  malformed: number;
  quotedLineBreaks: number;
  /** Quotes inside an unquoted field: literal text, which not every parser takes. */
  looseQuotes: number;
  nulBytes: number;
  lineEnds: { lf: number; crlf: number; cr: number };
  /** Bytes, of the skipped records too. */
  longestRecord: number;
}

/** A record longer than this counts as malformed: a quote was not closed, or the file is no table. */
const longestRecord = 16 * 1024 * 1024;

const byteOrderMark = [0xef, 0xbb, 0xbf];
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

enum State {
  FieldStart,
  Unquoted,
  Quoted,
  QuoteInQuoted,
}

/** Takes the bytes from `start` to `end`, a record of as many cells as expected with nothing doubtful in it, that begins in `line`. */
export type OnWhole = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/**
 * Feed it chunks in order, then `finish()`. The first `skippedRecords` records (titles and header) are passed over;
 * `onRecord` is called for every other one, blank lines included, but with `onWhole` that takes those it can. Bytes stand only during the call.
 */
export class RecordScanner {
  readonly summary: ScanSummary = {
    records: 0,
    firstLine: 1,
    blankLines: 0,
    ragged: 0,
    malformed: 0,
    quotedLineBreaks: 0,
    looseQuotes: 0,
    nulBytes: 0,
    lineEnds: { lf: 0, crlf: 0, cr: 0 },
    longestRecord: 0,
  };
  /** Bytes of a record that goes on in the next chunk, at the beginning of `joined`. */
  private pending = 0;
  private joined: Buffer | undefined;
  private hasBegun = false;
  private isPassingOver = false;
  private line = 1;
  private skipped = 0;

  constructor(
    private readonly delimiter: number,
    private readonly expectedCells: number,
    private readonly skippedRecords: number,
    private readonly onRecord?: (record: ScannedRecord) => void,
    private readonly onWhole?: OnWhole,
  ) {}

  feed(chunk: Uint8Array): void {
    const bytes = this.pending === 0 ? chunk : this.joinedWith(chunk);
    const isUnclear = !this.hasBegun && bytes.length < byteOrderMark.length;
    this.keep(bytes.subarray(isUnclear ? 0 : this.scan(bytes, false)));
  }

  finish(): ScanSummary {
    const { joined, pending } = this;
    this.joined = undefined;
    this.pending = 0;
    if (joined && pending > 0) this.scan(joined.subarray(0, pending), true);
    if (joined) giveBuffer(joined);
    return this.summary;
  }

  private joinedWith(chunk: Uint8Array): Uint8Array {
    const length = this.pending + chunk.length;
    const joined = this.roomFor(length);
    joined.set(chunk, this.pending);
    return joined.subarray(0, length);
  }

  /** Keeps the rest of a chunk, which may lie in `joined` itself, for the next. */
  private keep(rest: Uint8Array): void {
    this.pending = 0;
    this.roomFor(rest.length).set(rest);
    this.pending = rest.length;
  }

  private roomFor(length: number): Buffer {
    this.joined = withRoom(this.joined ?? takeBuffer(), this.pending, length);
    return this.joined;
  }

  /** Scans whole records from `bytes`; returns where the first record that is not complete begins. */
  private scan(bytes: Uint8Array, isEnd: boolean): number {
    let start = this.hasBegun ? 0 : lengthOfMark(bytes);
    this.hasBegun = true;
    if (this.isPassingOver) start = this.passOver(bytes, isEnd);
    if (this.isPassingOver) return start;
    const lines = new PlainLines(bytes, this.delimiter);
    while (start < bytes.length) {
      const end = this.endOfPlainLine(lines, bytes, start);
      const next = end < 0 ? this.scanRecord(bytes, start, isEnd) : this.passLineEnd(bytes, end);
      if (next < 0) return start;
      start = next;
    }
    return start;
  }

  /**
   * Takes a line of text without quotes as a record: returns the offset of its line end, or -1 with nothing done when it takes a closer
   * look. It must come to what scanRecord comes to, in a small part of the time.
   */
  private endOfPlainLine(lines: PlainLines, bytes: Uint8Array, start: number): number {
    const end = lines.endOfLine(start);
    if (end < 0 || end - start >= longestRecord) return -1;
    this.emit(bytes, start, end, lines.countCells(start, end), false, false);
    return end;
  }

  /** Scans one record; returns the offset behind its line end, or -1 when it is not complete. */
  private scanRecord(bytes: Uint8Array, start: number, isEnd: boolean): number {
    const { delimiter } = this;
    const length = bytes.length;
    let state: State = State.FieldStart;
    let cells = 1;
    let loose = 0;
    let nul = 0;
    let breaks = 0;
    let position = start;
    for (; position < length; position++) {
      const byte = bytes[position] as number;
      if (byte === 0) nul++;
      if (state === State.Quoted) {
        if (byte === quote) state = State.QuoteInQuoted;
        else if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) breaks++;
        continue;
      }
      if (byte === delimiter) {
        if (hasSwallowed(bytes, position, state, breaks)) return this.malformedRecord(bytes, start, isEnd);
        cells++;
        state = State.FieldStart;
        continue;
      }
      if (byte === lineFeed || byte === carriageReturn) {
        if (byte === carriageReturn && position + 1 === length && !isEnd) return -1;
        break;
      }
      if (byte === quote) {
        if (state === State.FieldStart || state === State.QuoteInQuoted) state = State.Quoted;
        else loose++;
        continue;
      }
      if (state === State.QuoteInQuoted) return this.malformedRecord(bytes, start, isEnd);
      state = State.Unquoted;
    }
    if (position - start > longestRecord) return this.malformedRecord(bytes, start, isEnd);
    if (position === length && !isEnd) return -1;
    if (state === State.Quoted || hasSwallowed(bytes, position, state, breaks)) return this.malformedRecord(bytes, start, isEnd);
    this.summary.looseQuotes += loose;
    this.summary.nulBytes += nul;
    this.summary.quotedLineBreaks += breaks;
    this.emit(bytes, start, position, cells, false, loose > 0);
    this.line += breaks;
    return this.passLineEnd(bytes, position);
  }

  /** Takes the first line of a broken record as one malformed record. */
  private malformedRecord(bytes: Uint8Array, start: number, isEnd: boolean): number {
    const position = lineEndFrom(bytes, start);
    const isCut = isCutAt(bytes, position) && !isEnd;
    if (isCut && position - start <= longestRecord) return -1;
    this.emit(bytes, start, position, 0, true, false);
    this.isPassingOver = isCut;
    return isCut ? position : this.passLineEnd(bytes, position);
  }

  /** Passes over the rest of a line that was too long to wait for its end; returns how far it came. */
  private passOver(bytes: Uint8Array, isEnd: boolean): number {
    const position = lineEndFrom(bytes, 0);
    if (isCutAt(bytes, position) && !isEnd) return position;
    this.isPassingOver = false;
    return this.passLineEnd(bytes, position);
  }

  private emit(bytes: Uint8Array, start: number, end: number, cells: number, isMalformed: boolean, hasLooseQuotes: boolean): void {
    const { summary } = this;
    if (isMalformed) summary.malformed++;
    summary.longestRecord = Math.max(summary.longestRecord, end - start);
    if (this.skipped < this.skippedRecords) {
      this.skipped++;
      return;
    }
    if (summary.records + summary.blankLines === 0) summary.firstLine = this.line;
    const isBlank = end === start;
    if (isBlank) summary.blankLines++;
    else summary.records++;
    const isExpected = !isMalformed && !isBlank && cells === this.expectedCells;
    if (!isExpected && !isMalformed && !isBlank) summary.ragged++;
    if (isExpected && !hasLooseQuotes && this.onWhole) this.onWhole(bytes, start, end, this.line);
    else if (this.onRecord)
      this.onRecord({ bytes: bytes.subarray(start, end), line: this.line, cells: isBlank ? 0 : cells, isMalformed, hasLooseQuotes });
  }

  private passLineEnd(bytes: Uint8Array, position: number): number {
    if (position >= bytes.length) return position;
    this.line++;
    const { lineEnds } = this.summary;
    if (bytes[position] === lineFeed) {
      lineEnds.lf++;
      return position + 1;
    }
    if (bytes[position + 1] === lineFeed) {
      lineEnds.crlf++;
      return position + 2;
    }
    lineEnds.cr++;
    return position + 1;
  }
}

/** Whether a strict RFC 4180 parser reads these records exactly as they were scanned. */
export function isPlain(summary: ScanSummary): boolean {
  return summary.records > 0 && mayBePlain(summary);
}

/** Whether nothing scanned so far speaks against it; what does is never taken back. */
export function mayBePlain(summary: ScanSummary): boolean {
  const { lf, crlf, cr } = summary.lineEnds;
  return (
    summary.blankLines === 0 &&
    summary.ragged === 0 &&
    summary.malformed === 0 &&
    summary.quotedLineBreaks === 0 &&
    summary.looseQuotes === 0 &&
    summary.nulBytes === 0 &&
    cr === 0 &&
    (lf === 0 || crlf === 0) &&
    summary.longestRecord < 1024 * 1024
  );
}

/**
 * Whether the field that ends at `position` shows that a quoted field with line breaks before it was closed by a quote
 * that opens one in truth: `1,"lost,x` and `2,", then",y` make `1 | lost,x⏎2, | then" | y`. Rather two rows too many are
 * rejected than one row swallowed.
 */
function hasSwallowed(bytes: Uint8Array, position: number, state: State, breaks: number): boolean {
  return breaks > 0 && state === State.Unquoted && bytes[position - 1] === quote;
}

function lineEndFrom(bytes: Uint8Array, start: number): number {
  let position = start;
  while (position < bytes.length && bytes[position] !== lineFeed && bytes[position] !== carriageReturn) position++;
  return position;
}

/** Whether the bytes end at `position` or with a carriage return there: what follows decides. */
function isCutAt(bytes: Uint8Array, position: number): boolean {
  return position === bytes.length || (position + 1 === bytes.length && bytes[position] === carriageReturn);
}

function lengthOfMark(bytes: Uint8Array): number {
  return byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
}
