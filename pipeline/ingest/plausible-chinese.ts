import { TextDecoder } from 'node:util';
import { piecesOf } from '../file-pieces.js';
import { commonChinese } from './common-chinese.js';

/**
 * Whether bytes that no mark and no mapping tells the encoding of are Chinese in GB18030. Nearly every byte sequence of Big5 or Shift_JIS,
 * and much of Latin-1, is valid GB18030 too, and would be read as other characters in silence.
 */
export interface Plausibility {
  readonly isPlausible: boolean;
  /** The first characters beyond ASCII as GB18030 has them, for a message. */
  readonly sample: string;
}

/**
 * What one character says for (above 0) or against GB18030, in natural logarithms of how much more often text in it holds such a character
 * than bytes of Big5, Shift_JIS, EUC-KR or Latin-1 read as GB18030 do; rounded.
 */
const weights = {
  common: 1.2,
  /** Level 1 of GB/T 2312, not among the common ones. */
  level1: -1,
  level2: -1.5,
  /** Punctuation, full-width letters, numbers in circles: text of any East Asian encoding has them. */
  sign: 0,
  /** Kana, Greek, Cyrillic, phonetic letters, lines of tables. */
  otherScript: -2,
  /** The characters that GBK added to GB/T 2312. */
  extension: -2,
  /** Two bytes without a character of their own, and four bytes. */
  unassigned: -3,
} as const;

type Kind = keyof typeof weights;

/** What must speak for it, so that a word of two characters is not taken for Chinese because of one: a single common character does. */
const enough = 1;

const sampleCharacters = 12;
const codes = 0x10000;

/**
 * Reads a file as GB18030. A character that comes n times counts log2(1 + n) times: a rare one in a name of many rows says hardly more
 * than in one. A file of signs alone is plausible.
 */
export async function chinesePlausibility(path: string): Promise<Plausibility> {
  const counts = new Uint32Array(codes);
  let fourBytes = 0;
  let sample: number[] = [];
  let lead = -1;
  let skip = 0;
  for await (const piece of piecesOf(path)) {
    for (const byte of piece) {
      if (skip > 0) {
        skip--;
        continue;
      }
      if (lead < 0) {
        if (byte > 0x80) lead = byte;
        continue;
      }
      if (byte >= 0x30 && byte <= 0x39) {
        fourBytes++;
        skip = 2;
      } else if (byte >= 0x40) {
        counts[lead * 256 + byte] = (counts[lead * 256 + byte] ?? 0) + 1;
        if (sample.length < 2 * sampleCharacters) sample = [...sample, lead, byte];
      }
      lead = -1;
    }
  }
  const score = scoreOf(counts) + weights.unassigned * Math.log2(1 + fourBytes);
  return {
    isPlausible: score >= enough || (fourBytes === 0 && counts.every((count, code) => count === 0 || kindOf(code) === 'sign')),
    sample: new TextDecoder('gb18030').decode(Uint8Array.from(sample)),
  };
}

function scoreOf(counts: Uint32Array): number {
  let score = 0;
  for (const [code, count] of counts.entries()) {
    if (count > 0) score += weights[kindOf(code)] * Math.log2(1 + count);
  }
  return score;
}

/** By the rows and cells of the code table (GB 18030-2022, annex A). */
function kindOf(code: number): Kind {
  const [lead, trail] = [code >> 8, code & 0xff];
  // An accented letter of Latin-1 before a plain one, as in "général", says nothing for Chinese.
  const isLatin = lead >= 0xc0 && trail < 0x80;
  if (!isLatin && commonCodes().has(code)) return 'common';
  if (trail < 0xa1) return lead >= 0xa1 && lead <= 0xa7 ? 'unassigned' : 'extension';
  if (lead <= 0xa0) return 'extension';
  if (lead <= 0xa3) return 'sign';
  if (lead <= 0xa9) return 'otherScript';
  if (lead <= 0xaf || lead >= 0xf8) return 'unassigned';
  return lead <= 0xd7 ? 'level1' : 'level2';
}

let known: ReadonlySet<number> | undefined;

function commonCodes(): ReadonlySet<number> {
  known ??= new Set(codesOf(commonChinese));
  return known;
}

/** The two-byte codes of characters; Node decodes GB18030 but does not encode it, so the table is read off the decoder. */
function codesOf(characters: string): number[] {
  const wanted = new Set(characters);
  const decoder = new TextDecoder('gb18030');
  const found: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f && wanted.has(decoder.decode(Uint8Array.of(lead, trail)))) found.push(lead * 256 + trail);
    }
  }
  return found;
}
