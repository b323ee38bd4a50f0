import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { piecesOf, writePieces } from '../file-pieces.js';
import { readHead } from './read-head.js';

/** `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`, `gb18030`, or another label of the Encoding Standard that a mapping names. */
export type Encoding = string;

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Every byte is text in it. */
  readonly isClean: boolean;
}

/** What to do where an encoding cannot be known; continues a message. */
export const nameEncoding =
  'name its encoding in a mapping of the file (encoding: big5, shift_jis, windows-1252, gb18030, utf-16le, …), or export it as CSV UTF-8';

/** Whether nothing but the bytes themselves speaks for an encoding that was found: no mark, and no valid UTF-8. */
export function isGuess({ encoding, isClean }: DetectedEncoding): boolean {
  return encoding === 'gb18030' || (encoding === 'utf-8' && !isClean);
}

/** Stands for bytes that are no text in the file's encoding; a noncharacter, so no export contains it. */
export const undecodableMark = '\u{fdd0}';

/** Bytes of the longest byte order mark. */
const longestMark = 3;

/** The encoding told by a byte order mark. */
function encodingByMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * The encoding of a file (domain.md § 2): byte order mark, else the one its mapping declares, else strict UTF-8, else
 * strict GB18030, else whichever has fewer bad lines, UTF-8 at a tie.
 */
export async function detectEncoding(path: string, declared?: string): Promise<DetectedEncoding> {
  const marked = encodingByMark(readHead(path, longestMark));
  const known = marked === 'utf-8-bom' ? undefined : (marked ?? (declared && new TextDecoder(declared).encoding));
  if (known !== undefined && known !== 'utf-8') return { encoding: known, isClean: await isStrict(path, known) };
  if (await isUtf8File(path)) return { encoding: marked ?? 'utf-8', isClean: true };
  if (marked ?? known) return { encoding: marked ?? 'utf-8', isClean: false };
  if (await isStrict(path, 'gb18030')) return { encoding: 'gb18030', isClean: true };
  const badUtf8 = await countBadLines(path, 'utf-8');
  const badChinese = await countBadLines(path, 'gb18030');
  return { encoding: badUtf8 <= badChinese ? 'utf-8' : 'gb18030', isClean: false };
}

/** Writes a UTF-8 copy without byte order mark; bytes that are no text become `undecodableMark`. */
export async function writeUtf8Copy(path: string, encoding: Encoding, isClean: boolean, target: string): Promise<void> {
  await writePieces(target, async (write) => {
    if (!encoding.startsWith('utf-16') && !isClean) return writeLines(path, encoding, write);
    const decoder = new TextDecoder(labelOf(encoding));
    for await (const piece of piecesOf(path)) await write(mark(decoder.decode(piece, { stream: true }), isClean));
    await write(mark(decoder.decode(), isClean));
  });
}

/** Only the first mark of a file goes: without one in a line, its end could join the one before, and every line behind be another. */
async function writeLines(path: string, encoding: Encoding, write: (text: string) => Promise<void>): Promise<void> {
  const strict = new TextDecoder(labelOf(encoding), { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(labelOf(encoding), { ignoreBOM: true });
  let isFirst = true;
  await eachLine(path, async (line) => {
    const text = strictText(line, strict) ?? mark(lenient.decode(line), false);
    await write(isFirst ? text.replace(/^\ufeff/, '') : text);
    isFirst = false;
  });
}

/** The first bytes of a UTF-8 text, for finding the header; a character cut at the end is dropped. */
export function decodeHead(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head, { stream: true });
}

function labelOf(encoding: Encoding): string {
  return encoding === 'utf-8-bom' ? 'utf-8' : encoding;
}

async function isUtf8File(path: string): Promise<boolean> {
  let carried: Uint8Array = new Uint8Array(0);
  for await (const piece of piecesOf(path)) {
    const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
    const whole = bytes.length - incompleteTail(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    carried = Uint8Array.from(bytes.subarray(whole));
  }
  return isUtf8(carried);
}

/** Bytes at the end that may begin a character continued in the next chunk: at most three. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return width > back ? back : 0;
  }
  return 0;
}

async function isStrict(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(labelOf(encoding), { fatal: true });
  try {
    for await (const piece of piecesOf(path)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function countBadLines(path: string, encoding: Encoding): Promise<number> {
  const decoder = new TextDecoder(labelOf(encoding), { fatal: true });
  let bad = 0;
  await eachLine(path, async (line) => {
    if (strictText(line, decoder) === undefined) bad++;
  });
  return bad;
}

/**
 * Calls back with each line, its end included; the two bytes of CRLF end a line each, which no one minds. In none of the
 * encodings that come here does a character contain 0x0A or 0x0D.
 */
async function eachLine(path: string, onLine: (line: Uint8Array) => Promise<void>): Promise<void> {
  let carried: Uint8Array = new Uint8Array(0);
  for await (const piece of piecesOf(path)) {
    const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
    let start = 0;
    for (let end = carried.length; end < bytes.length; end++) {
      if (bytes[end] !== 0x0a && bytes[end] !== 0x0d) continue;
      await onLine(bytes.subarray(start, end + 1));
      start = end + 1;
    }
    carried = Uint8Array.from(bytes.subarray(start));
  }
  if (carried.length > 0) await onLine(carried);
}

function strictText(bytes: Uint8Array, decoder: TextDecoder): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function mark(text: string, isClean: boolean): string {
  return isClean ? text : text.replaceAll('\u{fffd}', undecodableMark);
}
