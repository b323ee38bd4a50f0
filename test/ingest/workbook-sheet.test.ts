import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Workbook } from '../../pipeline/ingest/workbook-book.js';
import type { SheetRow } from '../../pipeline/ingest/workbook-csv.js';
import { defaultLimits } from '../../pipeline/ingest/workbook-limits.js';
import { SheetReader } from '../../pipeline/ingest/workbook-sheet.js';
import { XmlScanner } from '../../pipeline/ingest/workbook-xml.js';

const strings = ['工单', 'T-1', ''];
const book = {
  sheets: [],
  strings: { at: (index: number) => strings[index] ?? '?' },
  dateStyles: [false, true],
  is1904: false,
} as unknown as Workbook;

/** Rows of a sheet whose XML arrives in pieces of that many bytes. */
function rowsOf(xml: string, pieceBytes: number, isStepByStep: boolean): SheetRow[] | string {
  const rows: SheetRow[] = [];
  const reader = new SheetReader(book, { ...defaultLimits, cellCharacters: 12 }, (row) => rows.push(row));
  const handler = isStepByStep
    ? { open: reader.open.bind(reader), close: reader.close.bind(reader), text: reader.text.bind(reader) }
    : reader;
  const scanner = new XmlScanner('sheet1.xml', handler);
  const bytes = Buffer.from(xml);
  try {
    for (let start = 0; start < bytes.length; start += pieceBytes) scanner.push(bytes.subarray(start, start + pieceBytes));
    scanner.end();
  } catch (error) {
    return String(error);
  }
  return rows;
}

const attributes = fc.constantFrom(
  '',
  ' t="s"',
  ' s="1"',
  ' s="1" t="s"',
  ' t="str"',
  ' t="b"',
  " t='s'",
  ' x="&gt;" t="s"',
  ' x=">"',
  '/',
);
const reference = fc.constantFrom(' r="A1"', ' r="B1"', ' r="AD1"', ' r="&#65;1"', " r='C1'", ' r="1"', ' r="ZZZZ1"', '');
const content = fc.constantFrom(
  '<v>0</v>',
  '<v>1</v>',
  '<v>46296.5</v>',
  '<v></v>',
  '<v/>',
  '',
  '<v>工</v>',
  '<v>a&amp;b</v>',
  '<v>a\r\nb</v>',
  '<v>123456789012</v>',
  '<v>1234567890123</v>',
  '<v> 1 </v>',
  '<f>A1</f><v>2</v>',
  '<f>A1</f>',
  '<is><t>直</t></is>',
  '<is><c r="A1"><v>1</v></c></is>',
  '<v>1</v><v>2</v>',
  '<v><!-- - -->3</v>',
);
const cell = fc.tuple(reference, attributes, content, fc.constantFrom('</c>', '</c>', '</c >', '</d>')).map(([at, kind, inside, end]) =>
  // Without content often in the short form.
  inside === '' && end === '</c>' ? `<c${at}${kind === '/' ? '' : kind}/>` : `<c${at}${kind}>${inside}${end}`,
);

test('a cell taken at one stroke says what it says step by step, wherever the pieces end', () => {
  const sheet = fc.array(cell, { maxLength: 6 }).map((cells) => `<x><row r="1">${cells.join('')}</row></x>`);
  const property = fc.property(sheet, fc.integer({ min: 1, max: 60 }), (xml, pieceBytes) => {
    expect(rowsOf(xml, pieceBytes, false)).toEqual(rowsOf(xml, 4096, true));
  });
  fc.assert(property, { numRuns: 5000 });
});

test('a sheet in the common form is read without its parts', () => {
  let opened = 0;
  const reader = new SheetReader(book, defaultLimits, () => {});
  const counting = {
    open: (name: string, text: string) => {
      opened += 1;
      reader.open(name, text);
    },
    close: reader.close.bind(reader),
    text: reader.text.bind(reader),
    wholeElement: reader.wholeElement.bind(reader),
  };
  const scanner = new XmlScanner('sheet1.xml', counting);
  const cells = Array.from({ length: 20 }, (_, index) => `<c r="${String.fromCharCode(65 + index)}1" t="s"><v>0</v></c>`);
  scanner.push(Buffer.from(`<x><row r="1">${cells.join('')}</row></x>`));
  scanner.end();
  // The root, the row, and the first cell with its value, by which the kind became known.
  expect(opened).toBe(4);
});

test.each([1, 2, 3, 5, 1000])(
  'characters of several bytes survive pieces of %i bytes, and a byte order mark is one only at the start',
  (size) => {
    const xml = '\uFEFF<x><row r="1"><c r="A1" t="str"><v>ab工单é😀z\uFEFF!</v></c><c r="B1" t="str"><v>ascii</v></c></row></x>';
    expect(rowsOf(xml, size, false)).toEqual([{ index: 0, cells: ['ab工单é😀z\uFEFF!', 'ascii'] }]);
  },
);
