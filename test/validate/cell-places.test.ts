import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cellPlaces } from '../../pipeline/validate/cell-places.js';
import { temporaryFolder } from '../run/example.js';

/** Line and column of the cell at `position` of the record that begins in `line`. */
async function placeOf(bytes: string | Uint8Array, line: number, position: number, form = { encoding: 'utf-8', delimiter: ',' }) {
  const file = join(temporaryFolder(), 'cells.csv');
  writeFileSync(file, bytes);
  const place = (await cellPlaces(file, form, new Map([[line, position]]))).get(line);
  return place && [place.line, place.column];
}

test.each([
  ['the first cell begins the line', 'a,b\n1,2\n', 2, 0, [2, 1]],
  ['a later one stands behind its delimiters', 'a,b\n123,2\n', 2, 1, [2, 5]],
  ['an empty cell at the end has a place', 'a,b\n1,\n', 2, 1, [2, 3]],
  ['delimiters in quotes part nothing', 'a,b\n"1,""2"",3",x\n', 2, 1, [2, 13]],
  ['a cell behind line breaks in quotes lies in a later line', 'a,b\n"1\n2\n",x\n', 2, 1, [4, 3]],
  ['a record behind such a one is found by its line', 'a,b\n"1\n2",x\n3,4\n', 4, 1, [4, 3]],
  ['CRLF is one line end', 'a,b\r\n1,2\r\n3,4\r\n', 3, 1, [3, 3]],
  ['a lone carriage return is one too', 'a,b\r1,2\r3,4\r', 3, 1, [3, 3]],
  ['a byte order mark is no column', '\u{feff}a,b\n1,2\n', 1, 1, [1, 3]],
  ['beyond the plane of two bytes a character counts twice, as editors do', '𠮷,b\n', 1, 1, [1, 4]],
  ['a record that ends before has no such cell', 'a,b\n1\n2,3\n', 2, 1, undefined],
  ['nor has a file that ends before', 'a,b\n', 7, 0, undefined],
] as const)('%s', async (_law, text, line, position, place) => {
  expect(await placeOf(text, line, position)).toEqual(place);
});

test('other encodings and delimiters are read as the loader read them', async () => {
  const gb18030 = Buffer.from([0xb9, 0xa4, 0xb5, 0xa5, 0x09, 0xb9, 0xa4, 0x0a]);
  expect(await placeOf(gb18030, 1, 1, { encoding: 'gb18030', delimiter: '\t' })).toEqual([1, 4]);
  expect(await placeOf(Buffer.from('\u{feff}工;单\n1;2\n', 'utf16le'), 2, 1, { encoding: 'utf-16le', delimiter: ';' })).toEqual([2, 3]);
});

test('a file of several chunks is followed across them', async () => {
  const rows = Array.from({ length: 30_000 }, (_unused, index) => `值${index},x\r\n`).join('');
  expect(await placeOf(rows, 29_999, 1)).toEqual([29_999, 8]);
});
