import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { explainFigure } from '../../pipeline/explain/explain-figure.js';
import { exportTables } from '../../pipeline/export-tables.js';
import { generateExports } from '../../pipeline/generate/generate.js';
import { XmlScanner } from '../../pipeline/ingest/workbook-xml.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { filesBelow } from '../files-below.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { plantTexts } from '../run/planted-texts.js';

const period = '2026-10';
const formulas = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '－1',
  '＠SUM(1)',
  '=HYPERLINK("//example.org/"&A1)',
];

describe('formulas in every column that takes text', () => {
  const out = temporaryFolder();
  const met = new Map<string, Set<string>>();

  beforeAll(async () => {
    const input = temporaryFolder();
    await generateExports({ out: input, tickets: 1750, months: 7, seed: 1, dirty: 0.02, lastMonth: period }, quietEffects);
    plantTexts(input, formulas, met);
    await runPeriod({ period, inputs: [input], out, locale: 'zh-CN' }, quietEffects);
    for (const format of ['csv', 'xlsx'] as const)
      await exportTables({ out, period, format, tables: [], to: join(out, 'export', format) }, quietEffects);
    for (const [index, figure] of ['service.accepted', 'service.open', 'complaints.opened', 'service.completed'].entries()) {
      // Not every figure stands in a report of few exports.
      await explainFigure({ out, period, figure, rows: join(out, `rows-${index}.csv`) }, quietEffects).catch(() => undefined);
    }
  }, 600_000);

  test('stand in more than thirty columns', () => {
    expect(met.size).toBeGreaterThan(30);
  });

  test('are no formulas in any CSV that is written', () => {
    const files = filesOf(out, '.csv');
    expect(files.map((file) => basename(file))).toEqual(
      expect.arrayContaining(['tickets.csv', 'rows-0.csv', 'defect_groups.csv', 'figures.csv']),
    );
    const cells = files.flatMap((file) =>
      Papa.parse<string[]>(readFileSync(file, 'utf8').replace(/^\ufeff/, '')).data.flatMap((row) =>
        row.map((cell) => ({ file: basename(file), cell })),
      ),
    );
    const isNumber = (cell: string): boolean => /^-\d+(\.\d+)?(e-?\d+)?$/i.test(cell);
    expect(cells.filter(({ cell }) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !isNumber(cell))).toEqual([]);
    const planted = cells.filter(({ cell }) => /^'[=+\-@\t\r\n＝＋－＠]/.test(cell));
    console.log(`CSV: ${files.length} files, ${cells.length} cells, ${planted.length} defused`);
    expect(planted.length).toBeGreaterThan(1000);
  });

  test('are no formulas in any workbook that is written', () => {
    const files = filesOf(out, '.xlsx');
    expect(files.length).toBeGreaterThanOrEqual(3);
    let texts = 0;
    for (const file of files) {
      const parts = partsOf(readFileSync(file));
      expect([...parts.keys()].filter((name) => /externalLink|vba|activeX|embeddings|connections|customXml/i.test(name))).toEqual([]);
      for (const [name, content] of parts) {
        if (/worksheets\/[^/]+\.xml$/.test(name)) expect(elementsOf(name, content)).not.toContain('f');
        expect(elementsOf(name, content)).not.toContain('hyperlink');
        texts += content.toString('utf8').split('=cmd|').length - 1;
      }
    }
    console.log(`workbooks: ${files.length} files, the first formula stands in ${texts} texts`);
    expect(texts).toBeGreaterThan(0);
  });
});

/** What terminals, logs and the runners of workflows obey. */
const hostile =
  'x\u001b[2J\u001b]0;title\u0007\u009b31m\u202egpj.exe\u2066\r\n::error file=a::b\n::set-output name=a::b\u2028::warning::c\u0008\u007f';
const obeyed = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

async function fieldreview(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args], { maxBuffer: 2 ** 28 })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe('text that terminals and logs would obey, in every column of every dataset, headers and names of files', () => {
  const input = temporaryFolder();
  const out = temporaryFolder();
  let printed: Record<string, { code: number; stdout: string; stderr: string }>;

  beforeAll(async () => {
    for (const { dataset, columns } of contracts) {
      const names = columns.map(({ name }) => name);
      const cells = names.map((_name, at) => names.map((_other, column) => (column === at ? hostile : '')));
      writeFileSync(
        join(input, `${dataset}_${hostile.replaceAll('/', '')}.csv`),
        Papa.unparse([[...names, `${hostile}${dataset}`], ...cells]),
      );
    }
    // A table of few faults, so that a run comes to its end.
    const good = Array.from({ length: 60 }, (_unused, row) => [`${hostile}${row}`, '其他', '2026-10-03 09:30', `${hostile}组`]);
    const loaded = join(input, '..', basename(temporaryFolder()), 'exports');
    mkdirSync(loaded, { recursive: true });
    writeFileSync(join(loaded, `tickets ${hostile}.csv`), Papa.unparse([['工单编号', '问题类型', '受理时间', '处理组', hostile], ...good]));
    writeFileSync(join(loaded, `${hostile}.csv`), `${hostile},b\n1,2\n`);
    writeFileSync(join(loaded, `${hostile}.txt`), 'x');
    const formats = ['text', 'json', 'junit', 'sarif', 'github'];
    const [first = ''] = readdirSync(input);
    const commands: Record<string, string[]> = {
      ...Object.fromEntries(formats.map((format) => [`validate ${format}`, ['validate', input, '--format', format]])),
      'validate --json': ['validate', input, '--json'],
      'ingest that fails': ['ingest', '--input', input, '--out', temporaryFolder()],
      map: ['map', join(input, first)],
      'map --json': ['map', join(input, first), '--json'],
      run: ['run', '--period', period, '--input', loaded, '--out', out, '--locale', 'en'],
      explain: ['explain', 'service.accepted', '--period', period, '--out', out],
      'explain a row': ['explain', `service.accepted[team=${hostile}]`, '--period', period, '--out', out],
      'explain --json': ['explain', 'service.accepted', '--period', period, '--out', out, '--json'],
      'wrong usage': ['validate', join(input, hostile.replaceAll('/', ''))],
    };
    printed = {};
    for (const [name, args] of Object.entries(commands)) printed[name] = await fieldreview(...args);
  }, 600_000);

  test('every command ends as it should', () => {
    const codes = Object.fromEntries(Object.entries(printed).map(([name, { code }]) => [name, code]));
    expect(codes).toMatchObject({ 'validate text': 3, 'validate github': 3, 'ingest that fails': 3, run: 0, explain: 0, 'wrong usage': 2 });
    expect(Object.entries(codes).filter(([, code]) => code === 1)).toEqual([]);
  });

  test('nothing a terminal obeys is printed', () => {
    const sent = Object.entries(printed).filter(([, { stdout, stderr }]) => obeyed.test(stdout + stderr));
    expect(
      sent.map(([name, { stdout, stderr }]) => [name, (stdout + stderr).match(new RegExp(`.{0,60}${obeyed.source}`, 'u'))?.[0]]),
    ).toEqual([]);
  });

  test('no text of the data begins a line, where a runner of workflows would take it for a command', () => {
    const commands = Object.entries(printed).flatMap(([name, { stdout, stderr }]) =>
      `${stdout}\n${stderr}`
        .split(/[\n\r]/)
        .filter(
          (line) => /^\s*(::|##\[)/.test(line) && !(name === 'validate github' && /^::(error|warning|notice) (file=.*,)?title=/.test(line)),
        )
        .map((line) => [name, line.slice(0, 100)]),
    );
    expect(commands).toEqual([]);
  });

  test('JSON, SARIF and JUnit XML are well formed', () => {
    for (const name of ['validate json', 'validate --json', 'validate sarif', 'map --json', 'explain --json'])
      JSON.parse(printed[name]?.stdout ?? '');
    const scanner = new XmlScanner('junit', { open: () => undefined, close: () => undefined, text: () => undefined });
    scanner.push(Buffer.from(printed['validate junit']?.stdout ?? ''));
    scanner.end();
  });
});

function filesOf(folder: string, ending: string): string[] {
  const names = filesBelow(folder).filter((name) => name.endsWith(ending));
  return names.map((name) => join(folder, name));
}

/** The parts of an archive by its directory. */
function partsOf(bytes: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    parts.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? content : inflateRawSync(content));
    at += 46 + name + extra + comment;
  }
  return parts;
}

function elementsOf(name: string, content: Buffer): string[] {
  if (!/\.(xml|rels)$/.test(name)) return [];
  const elements = new Set<string>();
  const scanner = new XmlScanner(name, { open: (element) => elements.add(element), close: () => undefined, text: () => undefined });
  scanner.push(content);
  scanner.end();
  return [...elements];
}
