const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Four bytes at a time: all bits of each but the highest. */
const sevenBits = 0x7f7f7f7f;

/**
 * Finds, in one piece of bytes, lines of text that no quote, NUL or lone carriage return makes doubtful: the records most files are
 * made of. What stands where is asked of the platform and remembered, and delimiters are counted four bytes at a time, which
 * takes a quarter of the time of looking at each byte.
 */
export class PlainLines {
  private readonly buffer: Buffer;
  /** The bytes from the last whole multiple of four on. */
  private readonly words: Int32Array;
  private readonly bytesAhead: number;
  /** The next of each at or behind the last place that was asked about; the length of the bytes for none. */
  private nextLineFeed = -1;
  private nextReturn = -1;
  private nextQuote = -1;
  private nextNul = -1;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly delimiter: number,
  ) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytesAhead = bytes.byteOffset % 4;
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset - this.bytesAhead, (bytes.length + this.bytesAhead) >> 2);
  }

  /** Where the text of the line that begins at `start` ends, LF or CRLF behind it; -1 where it takes a closer look, or has no end here. */
  endOfLine(start: number): number {
    const { bytes } = this;
    if (this.nextLineFeed < start) this.nextLineFeed = this.find(lineFeed, start);
    if (this.nextQuote < start) this.nextQuote = this.find(quote, start);
    if (this.nextNul < start) this.nextNul = this.find(0, start);
    if (this.nextReturn < start) this.nextReturn = this.find(carriageReturn, start);
    const behind = this.nextLineFeed;
    const end = behind > start && bytes[behind - 1] === carriageReturn ? behind - 1 : behind;
    return behind === bytes.length || this.nextQuote < end || this.nextNul < end || this.nextReturn < end ? -1 : end;
  }

  /** Cells of the line between two places. */
  countCells(start: number, end: number): number {
    const { bytes, delimiter, bytesAhead } = this;
    const firstWord = (start + bytesAhead + 3) >> 2;
    const wordsEnd = Math.max(firstWord, (end + bytesAhead) >> 2);
    let cells = 1 + this.countInWords(firstWord, wordsEnd);
    const head = Math.min(end, firstWord * 4 - bytesAhead);
    for (let position = start; position < head; position++) if (bytes[position] === delimiter) cells++;
    for (let position = Math.max(head, wordsEnd * 4 - bytesAhead); position < end; position++) if (bytes[position] === delimiter) cells++;
    return cells;
  }

  private countInWords(from: number, end: number): number {
    const { words } = this;
    const delimiters = this.delimiter * 0x01010101;
    let count = 0;
    for (let index = from; index < end; ) {
      // Each byte counts the delimiters in its own place, so far as it can.
      const stop = Math.min(end, index + 255);
      let counts = 0;
      for (; index < stop; index++) {
        const differences = (words[index] as number) ^ delimiters;
        // The highest bit of a byte is set where no other is: for a delimiter alone.
        counts = (counts + (~(((differences & sevenBits) + sevenBits) | differences | sevenBits) >>> 7)) | 0;
      }
      count += (counts & 0xff) + ((counts >>> 8) & 0xff) + ((counts >>> 16) & 0xff) + (counts >>> 24);
    }
    return count;
  }

  private find(byte: number, start: number): number {
    const place = this.buffer.indexOf(byte, start);
    return place < 0 ? this.bytes.length : place;
  }
}
