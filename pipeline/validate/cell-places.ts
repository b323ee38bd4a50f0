import { TextDecoder } from 'node:util';
import { piecesOf } from '../file-pieces.js';

/** Where a cell begins in its text file, both from 1; the column counts UTF-16 code units. */
export interface CellPlace {
  readonly line: number;
  readonly column: number;
}

/** How the file is written, as the catalogue has it. */
export interface TextForm {
  readonly encoding: string;
  readonly delimiter: string;
}

/**
 * Where cells of a delimited file begin. `wanted` is the place of the cell in its record, from 0, by the line the record
 * begins in. The file is read up to the last of them; a record that has no such cell is not in the result.
 */
export async function cellPlaces(file: string, form: TextForm, wanted: ReadonlyMap<number, number>): Promise<Map<number, CellPlace>> {
  const seeker = new CellSeeker(form.delimiter, wanted);
  const decoder = new TextDecoder(form.encoding);
  for await (const piece of piecesOf(file)) {
    seeker.push(decoder.decode(piece, { stream: true }));
    if (seeker.isDone) break;
  }
  return seeker.found;
}

/** Follows lines and, in records that are wanted, cells. Such records are well formed: the loader has understood them. */
class CellSeeker {
  readonly found = new Map<number, CellPlace>();
  private readonly lastLine: number;
  private line = 0;
  private column = 0;
  private isAfterReturn = false;
  private record: { line: number; cell: number; position: number; isQuoted: boolean } | undefined;

  constructor(
    private readonly delimiter: string,
    private readonly wanted: ReadonlyMap<number, number>,
  ) {
    this.lastLine = Math.max(0, ...wanted.keys());
    this.beginLine();
  }

  get isDone(): boolean {
    return this.line > this.lastLine && this.record === undefined;
  }

  push(text: string): void {
    for (let index = 0; index < text.length && !this.isDone; index++) this.take(text[index] ?? '');
  }

  private take(character: string): void {
    const isSecondHalf = character === '\n' && this.isAfterReturn;
    this.isAfterReturn = character === '\r';
    if (isSecondHalf) return;
    if (character === '\n' || character === '\r') {
      if (!this.record?.isQuoted) this.record = undefined;
      this.beginLine();
      return;
    }
    this.column++;
    if (this.record) this.follow(this.record, character);
  }

  private follow(record: NonNullable<typeof this.record>, character: string): void {
    if (character === '"') record.isQuoted = !record.isQuoted;
    if (character !== this.delimiter || record.isQuoted) return;
    record.cell++;
    this.settle(record);
  }

  private beginLine(): void {
    this.line++;
    this.column = 1;
    const position = this.wanted.get(this.line);
    if (this.record || position === undefined) return;
    this.record = { line: this.line, cell: 0, position, isQuoted: false };
    this.settle(this.record);
  }

  private settle({ line, cell, position }: NonNullable<typeof this.record>): void {
    if (cell !== position) return;
    this.found.set(line, { line: this.line, column: this.column });
    this.record = undefined;
  }
}
