import { encodeUtf16 } from '../../fixtures/encode-text.js';

/**
 * Text in an encoding that Node decodes but does not encode, by its label in the Encoding Standard; undefined where the encoding lacks
 * a character. The table is read off the decoder.
 */
export function encodeAs(text: string, encoding: string): Uint8Array | undefined {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8 with mark':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le with mark':
      return encodeUtf16(text, 'little');
    case 'utf-16be with mark':
      return encodeUtf16(text, 'big');
    case 'utf-16le':
      return encodeUtf16(text, 'little').subarray(2);
    case 'utf-16be':
      return encodeUtf16(text, 'big').subarray(2);
    default:
      return encodeByTable(text, tableOf(encoding));
  }
}

function encodeByTable(text: string, table: ReadonlyMap<string, readonly number[]>): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const own = table.get(character);
    if (own === undefined) return undefined;
    bytes.push(...own);
  }
  return Uint8Array.from(bytes);
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const add = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    const isOne = [...character].length === 1 && character !== '\ufffd';
    if (isOne && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  if (encoding !== 'windows-1252') {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  }
  // The first four-byte characters of GB18030 lie outside the two-byte area; so many are enough for a test.
  if (encoding === 'gb18030') {
    for (const lead of [0x81, 0x95]) {
      for (let second = 0x30; second <= 0x39; second++) {
        for (let third = 0x81; third < 0xff; third++) for (let last = 0x30; last <= 0x39; last++) add(lead, second, third, last);
      }
    }
  }
  tables.set(encoding, table);
  return table;
}
