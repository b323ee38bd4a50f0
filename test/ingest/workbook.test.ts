import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorkbook, type WorkbookLimits } from '../../pipeline/ingest/workbook.js';
import { type MadeBook, makeWorkbook } from './workbook-maker.js';

const folder = mkdtempSync(join(tmpdir(), 'workbook-'));

afterAll(() => rmSync(folder, { recursive: true }));

async function readBytes(bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}) {
  const path = join(mkdtempSync(join(folder, 'case-')), '工单 2026-10.xlsx');
  writeFileSync(path, bytes);
  return readWorkbook(path, join(path, '..'), limits);
}

/** The sheets as they stand in the files: name → CSV text. */
async function csvOf(book: MadeBook): Promise<Record<string, string>> {
  const sheets = await readBytes(makeWorkbook(book));
  return Object.fromEntries(sheets.map(({ sheet, file }) => [sheet, readFileSync(file, 'utf8')]));
}

/** The cells of one row of XML cells. */
async function cellsOf(cells: string, book: Omit<MadeBook, 'sheets'> = {}): Promise<string[] | undefined> {
  const [sheet] = await readBytes(makeWorkbook({ ...book, sheets: [{ name: 'a', rows: `<row>${cells}</row>` }] }));
  return Papa.parse<string[]>(readFileSync(sheet?.file ?? '', 'utf8')).data[0];
}

describe('cells', () => {
  it('reads shared, rich, inline and escaped strings as they are', async () => {
    const strings =
      '<si><t xml:space="preserve"> 甲 &amp; &#20057; </t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>';
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c><c t="str"><f>A1</f><v>公式</v></c><c t="inlineStr"><is><t><![CDATA[<x>]]></t></is></c>';
    expect(await cellsOf(cells, { strings })).toEqual([' 甲 & 乙 ', '富文本', 'a\rb_x0041_', '行内', '公式', '<x>']);
  });

  it('finds more strings than one group holds', async () => {
    const strings = Array.from({ length: 10_000 }, (_, i) => `<si><t>文${i}</t></si>`).join('');
    const cells = [0, 4095, 4096, 8191, 8192, 9999].map((i) => `<c t="s"><v>${i}</v></c>`).join('');
    expect(await cellsOf(cells, { strings })).toEqual(['文0', '文4095', '文4096', '文8191', '文8192', '文9999']);
  });

  it('reads booleans, errors and ISO dates', async () => {
    const cells =
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="d"><v>2026-10-03T09:30:00</v></c>';
    expect(await cellsOf(cells)).toEqual(['TRUE', 'FALSE', '#N/A', '#DIV/0!', '2026-10-03T09:30:00']);
  });

  it('reads numbers by their style: dates, times, percentages, quantities', async () => {
    const formats = ['yyyy/m/d h:mm', 'h:mm:ss', '0.00%', '#,##0.00'];
    const cells =
      '<c s="1"><v>46298.395833333336</v></c><c s="1"><v>46298</v></c><c s="2"><v>0.39583333333333331</v></c><c s="3"><v>0.973</v></c><c s="4"><v>1234567.5</v></c><c><v>1.5E-7</v></c><c s="99"><v>3</v></c>';
    expect(await cellsOf(cells, { formats })).toEqual([
      '2026-10-03 09:30:00',
      '2026-10-03',
      '09:30:00',
      '0.973',
      '1234567.5',
      '0.00000015',
      '3',
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const cells = '<c s="1"><v>44836.395833333336</v></c><c s="1"><v>0.5</v></c>';
    expect(await cellsOf(cells, { formats: ['yyyy-mm-dd'], date1904: true })).toEqual(['2026-10-03 09:30:00', '12:00:00']);
  });

  it('keeps identifiers of 15 digits and marks longer ones as damaged', async () => {
    const cells =
      '<c><v>123456789012345</v></c><c><v>1234567890123456</v></c><c><v>123456789012345678901</v></c><c t="inlineStr"><is><t>12345678901234567890</t></is></c>';
    expect(await cellsOf(cells)).toEqual(['123456789012345', '1.234567890123456E+15', '1.2345678901234568E+20', '12345678901234567890']);
  });

  it('reads the kept result of a formula, and a formula without one as it is written', async () => {
    const cells =
      '<c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c><f>A1&amp;"x"</f><v/></c><c><f t="shared" si="0"/></c><c><v>1</v></c>';
    expect(await cellsOf(cells)).toEqual(['2', '', '=A1&"x"', '=', '1']);
  });

  it('places cells without references behind their neighbours', async () => {
    expect(await cellsOf('<c r="B1"><v>1</v></c><c><v>2</v></c><c r="aa1"><v>3</v></c><c><v>4</v></c>')).toEqual([
      '',
      '1',
      '2',
      ...Array(23).fill(''),
      '3',
      '4',
    ]);
  });
});

describe('attributes and texts that come again', () => {
  it('mean the same, in whatever order and spelling the attributes are written', async () => {
    const strings = '<si><t>甲</t></si>';
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1" t="s"><v>0</v></c>',
      `<c r='C1' t='s'><v>0</v></c>`,
      '<c t="s" r="D1"><v>0</v></c>',
      '<c r="E1"\n t = "s"><v>0</v></c>',
      '<c r="&#70;1" t="s"><v>0</v></c>',
      '<c r="G1"><v>0</v></c>',
      '<c r="H1" t="b"><v>0</v></c>',
    ];
    expect(await cellsOf(cells.join(''), { strings })).toEqual(['甲', '甲', '甲', '甲', '甲', '甲', '0', 'FALSE']);
  });

  it('are told apart where thousands of texts lie between, and where they are long', async () => {
    const texts = Array.from({ length: 9000 }, (_unused, index) => (index % 3 === 0 ? `${index} ${'长'.repeat(100)}` : `文${index}`));
    const asked = [1, 4097, 8193, 1, 4097, 3, 4099, 3, 8999, 8999];
    const cells = asked.map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    const strings = texts.map((text) => `<si><t>${text}</t></si>`).join('');
    expect(await cellsOf(cells, { strings })).toEqual(asked.map((index) => texts[index]));
  });
});

describe('sheets', () => {
  it('keeps rows at their numbers and pads every record to the widest', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>售后服务记录表</t></is></c><c r="B1" s="0"/><c r="C1"/></row>' +
      '<row r="4"><c r="A4" t="inlineStr"><is><t>a,"b"\nc</t></is></c><c r="C4"><v>1</v></c></row><row><c><v>5</v></c></row><row r="9" ht="20"><c r="A9" s="0"/></row>';
    const book = { sheets: [{ name: 'a', rows: `${rows}</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells><sheetData>` }] };
    expect(await csvOf(book)).toEqual({ a: '售后服务记录表,,\n,,\n,,\n"a,""b""\nc",,1\n5,,\n' });
  });

  it('keeps empty rows of a single column as records', async () => {
    expect(await csvOf({ sheets: [{ name: 'a', rows: '<row r="3"><c r="A3"><v>1</v></c></row>' }] })).toEqual({ a: '""\n""\n1\n' });
  });

  it('widens records on both sides of a line break in a cell and of a piece of the file', async () => {
    const text = `"${'长'.repeat(30_000)}\n`;
    const narrow = Array.from({ length: 20 }, () => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`).join('');
    const { a = '' } = await csvOf({
      sheets: [{ name: 'a', rows: `${narrow}<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>` }],
    });
    expect(Papa.parse<string[]>(a.trimEnd(), { delimiter: ',', newline: '\n' }).data).toEqual([
      ...Array(20).fill([text, '']),
      ['1', '2'],
      ['3', ''],
    ]);
  });

  it('writes every sheet that holds text, hidden ones too, in the order of the tabs', async () => {
    const rows = '<row><c><v>1</v></c></row>';
    const book = {
      sheets: [
        { name: '二', rows },
        { name: '空', rows: '<row><c s="0"/></row>' },
        { name: '隐', rows, state: 'veryHidden' as const },
      ],
    };
    const sheets = await readBytes(makeWorkbook(book));
    expect(sheets.map(({ sheet, records }) => [sheet, records])).toEqual([
      ['二', 1],
      ['隐', 1],
    ]);
  });

  it('ignores styled cells far below the table', async () => {
    expect(
      await csvOf({
        sheets: [{ name: 'a', rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>' }],
      }),
    ).toEqual({ a: '1\n' });
  });

  it('reads what another writer writes', async () => {
    const at = new Date(Date.UTC(2026, 9, 3, 9, 30, 15));
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '工单',
          rows: [
            ['编号', '时间', '完成'],
            ['GD1', at, true],
            ['GD2', null, false],
          ],
        },
      ],
    });
    const [sheet] = await readBytes(bytes);
    expect(readFileSync(sheet?.file ?? '', 'utf8')).toBe('编号,时间,完成\nGD1,2026-10-03 09:30:15,TRUE\nGD2,,FALSE\n');
  });
});
