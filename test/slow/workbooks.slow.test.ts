import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../pipeline/ingest/workbook.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { randomWorkbook } from '../ingest/random-workbook.js';
import { temporaryFolder } from '../run/example.js';
import { countOf, shareName, testSeed } from '../share-of-cases.js';

type Grid = readonly (readonly string[])[];

const script = join(packageRoot, 'test', 'ingest', 'other-reader.py');
/** A Python that has openpyxl: of the system first, where packages put it. */
const python = ['/usr/bin/python3', 'python3'].find((each) => spawnSync(each, ['-c', 'import openpyxl']).status === 0);

/** Continuous integration installs openpyxl: there its absence is a failure, not a reason to skip. */
describe.skipIf(python === undefined && !process.env.CI)('workbooks are read as openpyxl reads them', () => {
  const books = countOf(300, 20);

  test(`written by openpyxl, and otherwise${shareName}`, async () => {
    const folder = temporaryFolder();
    for (const [number, bytes] of fc.sample(randomWorkbook(), { numRuns: books, seed: testSeed }).entries()) {
      writeFileSync(join(folder, `made-${number}.xlsx`), bytes);
    }
    runPython('write', folder, String(books), String(testSeed));
    const expected = JSON.parse(runPython('read', folder)) as Record<string, Record<string, Grid>>;
    expect(Object.keys(expected)).toHaveLength(2 * books);
    let cells = 0;
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.xlsx'))) {
      const found = await readGrids(join(folder, name));
      const other = Object.entries(expected[name] ?? {}).map(([sheet, grid]) => [sheet, trimmed(grid)] as const);
      const filled = other.filter(([, grid]) => grid.length > 0);
      expect([name, ...found.keys()]).toEqual([name, ...filled.map(([sheet]) => sheet)]);
      for (const [sheet, grid] of filled) {
        const own = trimmed(found.get(sheet) ?? []);
        expect({ name, sheet, cells: plain(own, grid) }).toEqual({ name, sheet, cells: grid });
        cells += grid.flat().filter((cell) => cell !== '').length;
      }
    }
    console.log(`workbooks: ${2 * books} read twice, ${cells} cells the same`);
  });
});

function runPython(...parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(python ?? 'python3', [script, ...parameters], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

async function readGrids(path: string): Promise<Map<string, Grid>> {
  const folder = mkdtempSync(`${path}-`);
  mkdirSync(folder, { recursive: true });
  const sheets = await readWorkbook(path, folder);
  return new Map(sheets.map(({ sheet, file }) => [sheet, gridOf(readFileSync(file, 'utf8'))]));
}

function gridOf(csv: string): Grid {
  return Papa.parse<string[]>(csv.replace(/\n$/, ''), { delimiter: ',', newline: '\n' }).data;
}

/** Without the empty cells and rows at the ends, which each reader counts in its own way. */
function trimmed(grid: Grid): string[][] {
  const rows = grid.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
  return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}

/** Numbers are compared as numbers, to the 15 digits a spreadsheet keeps: both readers write them in their own way. */
function plain(own: readonly (readonly string[])[], other: Grid): string[][] {
  return own.map((row, y) => row.map((cell, x) => (isSameNumber(cell, other[y]?.[x] ?? '') ? (other[y]?.[x] ?? '') : cell)));
}

function isSameNumber(one: string, other: string): boolean {
  const pattern = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
  if (!pattern.test(one) || !pattern.test(other) || /^0\d/.test(one) !== /^0\d/.test(other)) return false;
  return Number(one).toPrecision(15) === Number(other).toPrecision(15);
}
