import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BadWorkbook, readWorkbook, type WorkbookLimits } from '../../pipeline/ingest/workbook.js';
import { type MadePart, makeWorkbook, makeZip, workbookParts } from './workbook-maker.js';

const folder = mkdtempSync(join(tmpdir(), 'workbook-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** The message a file is refused with. */
async function refusalOf(bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<string> {
  const path = join(mkdtempSync(join(folder, 'case-')), 'a.xlsx');
  writeFileSync(path, bytes);
  const refusal = await readWorkbook(path, join(path, '..'), limits).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BadWorkbook);
  return refusal instanceof Error ? refusal.message : '';
}

const rowsOf = (rows: string) => ({ sheets: [{ name: 'a', rows }] });
const plain = rowsOf('<row><c><v>1</v></c></row>');
const sheetPart = 'xl/worksheets/sheet1.xml';

/** The plain workbook with one part changed or added. */
function changed(part: MadePart): Buffer {
  return makeZip([...workbookParts(plain).filter(({ name }) => name !== part.name), part]);
}

/** [MS-CFB] § 2.2 and § 2.6.1: a header naming sector 1 as directory, and one entry. */
function compoundFile(entry: string): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeBigUInt64BE(0xd0cf11e0a1b11ae1n, 0);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.write(entry, 1024, 'utf16le');
  return bytes;
}

describe('what is no workbook', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['a protected workbook', compoundFile('EncryptedPackage'), 'password'],
    ['an .xls', compoundFile('Workbook'), 'old .xls kind'],
    ['another compound file', compoundFile('WordDocument'), 'old or protected'],
    ['an .xls of before 1997', Buffer.from('0908080000051000', 'hex'), 'before 1997'],
    ['HTML', Buffer.from('\ufeff\r\n<HTML><table><tr><td>工单</td></tr></table>'), 'HTML'],
    ['HTML in UTF-16', Buffer.from('\ufeff<table>', 'utf16le'), 'HTML'],
    ['a saved web page', Buffer.from('MIME-Version: 1.0\r\n'), 'HTML'],
    ['XML of 2003', Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>'), '2003'],
    ['CSV', Buffer.from('工单编号,受理时间\n'), 'name it .csv'],
    ['something else', Buffer.from('0011223344', 'hex'), 'begins 0011223344'],
    ['an .xlsb', makeZip([{ name: 'xl/workbook.bin', content: 'x' }]), '.xlsb'],
    [
      'an .ods',
      makeZip([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: 'x' },
      ]),
      '.ods',
    ],
    [
      'a .docx',
      makeZip([
        { name: '[Content_Types].xml', content: 'x' },
        { name: 'word/document.xml', content: 'x' },
      ]),
      'Word',
    ],
    ['a zip', makeZip([{ name: 'a.csv', content: 'x' }]), 'no workbook'],
  ])('refuses %s', async (_, bytes, word) => {
    expect(await refusalOf(bytes)).toContain(word);
  });
});

/** Of this process since then: other work on the machine does not count. */
function processorSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

describe('what would do harm', () => {
  const zeros = Buffer.alloc(64 * 2 ** 20);

  it('refuses a part that unpacks to a thousand times its size, at once and unread', async () => {
    const bytes = changed({ name: 'xl/media/a.bin', content: zeros });
    const start = process.cpuUsage();
    expect(await refusalOf(bytes)).toMatch(/xl\/media\/a\.bin would unpack to \d+ times its size \(64 MB\)/);
    expect(processorSeconds(start)).toBeLessThan(2);
  });

  it('stops at the declared size of a part that hides its true one', async () => {
    const bytes = changed({ name: sheetPart, content: zeros, declaredBytes: 1000 });
    const start = process.cpuUsage();
    expect(await refusalOf(bytes)).toContain('does not unpack to what its directory says');
    expect(processorSeconds(start)).toBeLessThan(2);
  });

  it('refuses a part without a declared size', async () => {
    expect(await refusalOf(changed({ name: sheetPart, content: zeros, declaredBytes: 0 }))).toContain('no declared size');
  });

  it('refuses many parts, a large sum, and overlapping parts', async () => {
    expect(await refusalOf(makeWorkbook(plain), { parts: 6 })).toContain('7 parts, more than the 6');
    expect(await refusalOf(makeWorkbook(plain), { unpackedBytes: 500 })).toContain('would unpack to 1 MB');
    const overlapping = makeWorkbook(plain);
    const entry = overlapping.indexOf(Buffer.from('504b0102', 'hex'));
    overlapping.writeUInt32LE(overlapping.length, entry + 20);
    expect(await refusalOf(overlapping)).toContain('overlap');
  });

  it('refuses encrypted parts and foreign methods', async () => {
    expect(await refusalOf(changed({ name: sheetPart, content: 'x', flags: 1 }))).toContain('password');
    expect(await refusalOf(changed({ name: sheetPart, content: 'x', method: 9 }))).toContain('method 9');
  });

  it('refuses a document type, whose entities could expand', async () => {
    const content = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>';
    expect(await refusalOf(changed({ name: sheetPart, content }))).toContain('document type');
  });

  it('refuses a tag without an end', async () => {
    const content = `<worksheet><sheetData x="${'>'.repeat(6 * 2 ** 20)}`;
    expect(await refusalOf(changed({ name: sheetPart, content, isStored: true }))).toContain('tag without an end');
  });
});

describe('what costs too much', () => {
  const farCells = rowsOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
  const texts = { ...plain, strings: `<si><t>${'字'.repeat(5000)}</t></si>`, ...rowsOf('<row><c t="s"><v>0</v></c></row>'.repeat(400)) };

  it.each([
    ['a cell in the last corner', farCells, {}, '1048576 rows × 16384 columns'],
    ['more text than allowed', texts, { textBytes: 2 ** 20 }, 'more than 1 MB of text'],
    ['more shared text than allowed', texts, { sharedTextBytes: 4096 }, 'memory'],
    [
      'a cell longer than allowed',
      rowsOf(`<row r="7"><c t="inlineStr"><is><t>${'字'.repeat(1001)}</t></is></c></row>`),
      { cellCharacters: 1000 },
      'row 7 holds a cell',
    ],
    ['a file larger than allowed', plain, { fileBytes: 100 }, 'more than the 1 MB'],
    ['more time than allowed', plain, { seconds: 0.001 }, 'within 0.001 seconds'],
  ])('refuses %s', async (_, book, limits, word) => {
    expect(await refusalOf(makeWorkbook(book), limits)).toContain(word);
  });

  it('refuses what needs more memory than the process may take', async () => {
    const cell = `<c t="inlineStr"><is><t>${'a'.repeat(30_000)}</t></is></c>`;
    expect(await refusalOf(makeWorkbook(rowsOf(`<row>${cell.repeat(2000)}</row>`)), { heapMegabytes: 24, ratio: 1100 })).toContain(
      '24 MB of memory',
    );
  });
});

describe('what is damaged', () => {
  const sheet = (content: string) => changed({ name: sheetPart, content });

  it.each([
    ['a file cut short', makeWorkbook(plain).subarray(0, 700), 'cut short'],
    ['a missing part', makeZip(workbookParts(plain).filter(({ name }) => name !== sheetPart)), 'sheet1.xml is missing'],
    ['two parts of one name', makeZip([...workbookParts(plain), { name: 'XL/workbook.xml', content: '<x/>' }]), 'two parts of one name'],
    ['XML that ends in the middle', sheet('<worksheet><sheetData><row><c><v>1</v></c></row>'), 'ends in the middle'],
    ['XML that is not nested', sheet('<worksheet><sheetData></worksheet></sheetData>'), 'closes <sheetData>'],
    ['bytes that are not UTF-8', changed({ name: sheetPart, content: Buffer.from('<worksheet>\xff</worksheet>', 'latin1') }), 'not text'],
    [
      'rows out of order',
      makeWorkbook(rowsOf('<row r="5"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>')),
      'row 3 comes after row 5',
    ],
    [
      'two rows of one number',
      makeWorkbook(rowsOf('<row r="3"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>')),
      'row 3 comes after row 3',
    ],
    ['a row beyond the last', makeWorkbook(rowsOf('<row r="1048577"/>')), 'numbered 1048577'],
    ['a column beyond the last', makeWorkbook(rowsOf('<row><c r="XFE1"/></row>')), '"XFE1"'],
    ['a string that is not there', makeWorkbook(rowsOf('<row><c t="s"><v>0</v></c></row>')), 'text number 0'],
  ])('refuses %s', async (_, bytes, word) => {
    expect(await refusalOf(bytes)).toContain(word);
  });

  it('refuses a stored part with one bit turned', async () => {
    const bytes = changed({
      name: sheetPart,
      content: '<worksheet><sheetData><row><c><v>12345</v></c></row></sheetData></worksheet>',
      isStored: true,
    });
    const digit = bytes.indexOf('12345');
    bytes[digit] = (bytes[digit] ?? 0) ^ 1;
    expect(await refusalOf(bytes)).toContain('does not unpack to what its directory says');
  });

  it('tells a missing file from a bad one', async () => {
    const path = join(folder, 'none.xlsx');
    expect(existsSync(path)).toBe(false);
    await expect(readWorkbook(path, folder)).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).not.toContain('sheet-1.csv');
  });
});
