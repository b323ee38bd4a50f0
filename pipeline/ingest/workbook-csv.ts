import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { BadWorkbook, type WorkbookLimits, wideSheet } from './workbook-limits.js';

/** One row of a sheet that has a row element; rows without one are simply missing from the sequence. */
export interface SheetRow {
  /** From 0, ascending. */
  readonly index: number;
  /** Text by column; '' or a hole is an empty cell. */
  readonly cells: readonly string[];
}

const flushCharacters = 512 * 1024;
const quote = 0x22;
const lineFeed = 0x0a;
const comma = 0x2c;

/** Records from `record` on have `width` cells as first written. */
interface WidthStep {
  readonly record: number;
  readonly width: number;
}

/**
 * Writes one sheet as CSV, record i for row i, every record with the cells of the widest. The width is known only
 * at the end, so narrower records are first written as they come and widened in one copy.
 */
export class CsvSheet {
  private records = 0;
  private width = 0;
  private readonly steps: WidthStep[] = [];
  private pending = '';
  private descriptor: number | undefined;
  /** Bytes written so far, before widening. */
  writtenBytes = 0;

  constructor(
    private readonly path: string,
    private readonly limits: WorkbookLimits,
  ) {}

  /** Throws BadWorkbook when the rows are out of order or the sheet grows beyond the limits. */
  write(row: SheetRow): void {
    const length = usedLength(row.cells);
    if (length === 0) return;
    this.checkPlace(row.index, length);
    if (length > this.width) {
      this.steps.push({ record: this.records, width: length });
      this.width = length;
    }
    while (this.records < row.index) this.append([]);
    this.append(row.cells.length === length ? row.cells : row.cells.slice(0, length));
  }

  /** Closes the file. Returns the number of records, 0 (and no file) for a sheet without any text. */
  finish(): number {
    this.flush();
    if (this.descriptor === undefined) return 0;
    closeSync(this.descriptor);
    if (this.steps.length > 1) widen(this.path, this.steps);
    return this.records;
  }

  private checkPlace(index: number, length: number): void {
    if (index < this.records) {
      throw new BadWorkbook(
        `row ${index + 1} comes after row ${this.records}, so the file is damaged; open it in Excel or WPS and save it again`,
      );
    }
    const width = Math.max(this.width, length);
    const most = width > wideSheet ? Math.min(this.limits.cells, this.limits.wideCells) : this.limits.cells;
    if ((index + 1) * width > most) {
      throw new BadWorkbook(
        `a sheet spans ${index + 1} rows × ${width} columns, more than ${most} cells; delete what stands far outside the table, or export it as CSV`,
      );
    }
  }

  private append(cells: readonly string[]): void {
    this.pending += `${recordText(cells, this.width)}\n`;
    this.records++;
    if (this.pending.length > flushCharacters) this.flush();
  }

  private flush(): void {
    if (this.pending === '') return;
    this.descriptor ??= openSync(this.path, 'w');
    const bytes = Buffer.from(this.pending, 'utf8');
    writeWhole(this.descriptor, bytes);
    this.writtenBytes += bytes.length;
    this.pending = '';
  }
}

function usedLength(cells: readonly string[]): number {
  let length = cells.length;
  while (length > 0 && !cells[length - 1]) length--;
  return length;
}

function recordText(cells: readonly string[], width: number): string {
  // A lone empty cell is quoted: a line of nothing is no record to most readers.
  if (width === 1) return cells[0] ? field(cells[0]) : '""';
  let text = '';
  let written = 0;
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (!cell) continue;
    text += ','.repeat(column - written) + field(cell);
    written = column;
  }
  return text + ','.repeat(width - 1 - written);
}

/** RFC 4180 § 2, rules 6 and 7. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Adds the empty cells the early records lack. Bytes suffice: in UTF-8 no other character contains a quote or a line feed. */
function widen(path: string, steps: readonly WidthStep[]): void {
  const aside = `${path}.wide`;
  const source = openSync(path, 'r');
  const target = openSync(aside, 'w');
  const state = { record: 0, step: 0, isQuoted: false };
  const chunk = Buffer.alloc(1024 * 1024);
  for (let length = readSync(source, chunk); length > 0; length = readSync(source, chunk)) {
    writeWhole(target, widenChunk(chunk.subarray(0, length), steps, state));
  }
  closeSync(source);
  closeSync(target);
  rmSync(path);
  renameSync(aside, path);
}

function widenChunk(chunk: Buffer, steps: readonly WidthStep[], state: { record: number; step: number; isQuoted: boolean }): Buffer {
  const last = steps[steps.length - 1]?.width ?? 0;
  const pieces: Buffer[] = [];
  let copied = 0;
  for (let position = 0; position < chunk.length && state.step < steps.length - 1; position++) {
    if (chunk[position] === quote) state.isQuoted = !state.isQuoted;
    if (chunk[position] !== lineFeed || state.isQuoted) continue;
    const missing = last - (steps[state.step]?.width ?? last);
    pieces.push(chunk.subarray(copied, position), Buffer.alloc(missing, comma));
    copied = position;
    state.record++;
    while ((steps[state.step + 1]?.record ?? Number.POSITIVE_INFINITY) <= state.record) state.step++;
  }
  pieces.push(chunk.subarray(copied));
  return Buffer.concat(pieces);
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}
