import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { BadWorkbook } from '../../pipeline/ingest/workbook.js';
import type { WorkbookAnswer } from '../../pipeline/ingest/workbook-child.js';
import { checkContainer } from '../../pipeline/ingest/workbook-container.js';
import { defaultLimits } from '../../pipeline/ingest/workbook-limits.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { type MadePart, makeWorkbook, makeZip, workbookParts } from './workbook-maker.js';

const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Reading {
  /** Why it is refused; '' for a book that is read. */
  readonly refusal: string;
  readonly sheets: readonly string[];
  /** Largest memory of the process that read it; 0 where none was started. */
  readonly megabytes: number;
  readonly seconds: number;
}

const child = join(packageRoot, 'dist', 'pipeline', 'ingest', 'workbook-child.js');
const watch = 'data:text/javascript,process.on("exit",()=>console.error("maxRSS",process.resourceUsage().maxRSS))';

/** Reads a book as the program does, in a process whose memory is watched. */
async function read(bytes: Uint8Array): Promise<Reading> {
  const place = mkdtempSync(join(folder, 'case-'));
  const path = join(place, 'a.xlsx');
  writeFileSync(path, bytes);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    await checkContainer(path, defaultLimits);
  } catch (error) {
    if (!(error instanceof BadWorkbook)) throw error;
    return { refusal: error.message, sheets: [], megabytes: 0, seconds: seconds() };
  }
  const task = JSON.stringify({ path, folder: place, limits: defaultLimits });
  const { stdout, stderr } = await runChild(task);
  const answer = JSON.parse(stdout) as WorkbookAnswer;
  const measured = { megabytes: Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1024, seconds: seconds() };
  if ('bad' in answer) return { refusal: answer.bad, sheets: [], ...measured };
  return { refusal: '', sheets: answer.sheets.map(({ file }) => readFileSync(file, 'utf8')), ...measured };
}

/** Its standard input stays open: the child ends when its parent has. */
async function runChild(task: string): Promise<{ stdout: string; stderr: string }> {
  const running = spawn(process.execPath, [`--max-old-space-size=${defaultLimits.heapMegabytes}`, '--import', watch, child, task]);
  const [stdout, stderr] = await Promise.all([text(running.stdout), text(running.stderr)]);
  return { stdout, stderr };
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
const book = (rows = cell) => ({ sheets: [{ name: 'a', rows }] });
const with_ = (...parts: MadePart[]): Buffer =>
  makeZip([...workbookParts(book()).filter(({ name }) => !parts.some((part) => part.name === name)), ...parts]);
const sheet = (content: string): Buffer => with_({ name: sheetPart, content });
const without = (name: string): Buffer => makeZip(workbookParts(book()).filter((part) => part.name !== name));
/** Text that packs about 100 to 1, below what is refused at once. */
const filler = (length: number): string =>
  Array.from({ length: 7919 }, (_, i) => `${i}`.padStart(64, 'ab'))
    .join('')
    .repeat(Math.ceil(length / 64 / 7919));

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

describe('refused, in little time and memory', () => {
  const nested = makeZip([{ name: 'inner.zip', content: makeZip([{ name: 'zeros', content: Buffer.alloc(32 * 2 ** 20) }]) }]);

  test.each<[string, () => Uint8Array, string]>([
    ['a part of zeros', () => with_({ name: 'xl/media/a.bin', content: Buffer.alloc(64 * 2 ** 20) }), 'zip bomb'],
    ['an archive in an archive', () => nested, 'no workbook'],
    [
      'a sheet larger than it says',
      () => with_({ name: sheetPart, content: Buffer.alloc(64 * 2 ** 20), declaredBytes: 9 }),
      'does not unpack',
    ],
    ['a billion laughs', () => sheet(`<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]><worksheet>&l9;</worksheet>`), 'document type'],
    [
      'an external entity',
      () => sheet('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'),
      'document type',
    ],
    ['an external document type', () => sheet('<!DOCTYPE x SYSTEM "https://example.org/x.dtd"><worksheet/>'), 'document type'],
    [
      'laughs among the texts',
      () => with_({ name: 'xl/sharedStrings.xml', content: '<!DOCTYPE x [<!ENTITY l "lol">]><sst><si><t>&l;</t></si></sst>' }),
      'document type',
    ],
    [
      'a text without end',
      () => with_({ name: 'xl/sharedStrings.xml', content: `<sst><si><t>${filler(20e6)}</t></si></sst>` }),
      '1000000 characters',
    ],
    [
      'a cell without end',
      () => sheet(`<worksheet><sheetData><row><c t="inlineStr"><is><t>${filler(20e6)}</t></is></c></row></sheetData></worksheet>`),
      '1000000 characters',
    ],
    [
      'a formula without end',
      () => sheet(`<worksheet><sheetData><row><c><f>${filler(20e6)}</f></c></row></sheetData></worksheet>`),
      '1000000 characters',
    ],
    ['elements without end', () => sheet(`<worksheet>${'<a>'.repeat(3_000_000)}`), 'nested more than'],
    ['a tag without end', () => sheet(`<worksheet x="${filler(30e6)}`), 'tag without an end'],
    [
      'cells in both corners',
      () => makeWorkbook(book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
      '16384 columns',
    ],
    [
      'the last column in every row',
      () => makeWorkbook(book(Array.from({ length: 7000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(''))),
      '16384 columns',
    ],
    ['a text number beyond the last', () => makeWorkbook(book('<row><c t="s"><v>4294967296</v></c></row>')), 'text number'],
    ['a negative text number', () => makeWorkbook(book('<row><c t="s"><v>-1</v></c></row>')), 'text number'],
    [
      'two parts of one name',
      () => makeZip([...workbookParts(book()), { name: sheetPart, content: '<worksheet/>' }]),
      'two parts of one name',
    ],
    ['a file cut in the middle', () => makeWorkbook(book()).subarray(0, 900), 'cut short'],
    ['a file without its end', () => makeWorkbook(book()).subarray(0, -22), 'cut short'],
    ['no styles, though named', () => without('xl/styles.xml'), 'styles.xml is missing'],
    ['no sheet, though named', () => without(sheetPart), 'sheet1.xml is missing'],
  ])('%s', async (name, make, word) => {
    const { refusal, megabytes, seconds } = await read(make());
    console.log(`refused: ${name}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`);
    expect(refusal).toContain(word);
    expect(megabytes).toBeLessThan(300);
  });
});

describe('read as what they are', () => {
  const merges = Array.from({ length: 50_000 }, (_, i) => `<mergeCell ref="A${i + 2}:XFD${i + 2}"/>`).join('');
  const types = '<Types xmlns="x"><Override PartName="/xl/worksheets/sheet1.xml" ContentType="image/png"/></Types>';

  test.each<[string, () => Uint8Array, string]>([
    [
      'a dimension of the whole sheet',
      () => sheet(`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${cell}</sheetData></worksheet>`),
      '1\n',
    ],
    [
      'merges of everything',
      () =>
        sheet(`<worksheet><sheetData>${cell}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/>${merges}</mergeCells></worksheet>`),
      '1\n',
    ],
    ['wrong content types', () => with_({ name: '[Content_Types].xml', content: types }), '1\n'],
    [
      'parts named to climb out',
      () => with_({ name: '../../../climbed.xml', content: '<x/>' }, { name: '/etc/passwd', content: 'x' }),
      '1\n',
    ],
    ['a style that is not there', () => makeWorkbook(book('<row><c s="99"><v>1</v></c></row>')), '1\n'],
    ['entities nobody declared', () => makeWorkbook(book('<row><c t="inlineStr"><is><t>&l9;&nbsp;</t></is></c></row>')), '&l9;&nbsp;\n'],
    ['cells without references', () => makeWorkbook(book('<row><c><v>1</v></c><c><v>2</v></c></row>')), '1,2\n'],
    ['a workbook among the parts', () => with_({ name: 'xl/embeddings/book.xlsx', content: makeWorkbook(book()) }), '1\n'],
  ])('%s', async (_name, make, csv) => {
    const { refusal, sheets, megabytes } = await read(make());
    expect([refusal, ...sheets]).toEqual(['', csv]);
    expect(megabytes).toBeLessThan(300);
  });
});
