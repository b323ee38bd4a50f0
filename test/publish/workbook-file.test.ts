import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../pipeline/ingest/workbook.js';
import { sheetNames } from '../../pipeline/publish/sheet-names.js';
import { mostCells, mostRows, type SheetSource, type WrittenSheet, writeWorkbookFile } from '../../pipeline/publish/workbook-file.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { temporaryFolder } from '../run/example.js';
import { everyType } from './made-tables.js';

async function written(tables: Readonly<Record<string, string>>): Promise<{ file: string; sheets: WrittenSheet[] }> {
  const file = join(temporaryFolder(), 'tables.xlsx');
  const database = await Database.open(':memory:', { threads: 1 });
  const sources: SheetSource[] = Object.entries(tables).map(([name, sql]) => ({
    name,
    rows: 1,
    columns: 1,
    chunks: () => database.columnChunks(sql),
  }));
  const sheets = await writeWorkbookFile(sources, file);
  database.close();
  return { file, sheets };
}

/** The sheets as the loader reads them, which shares no code with the writer and keeps the 15 digits Excel shows. */
async function readBack(file: string): Promise<Record<string, string[][]>> {
  const read = await readWorkbook(file, temporaryFolder());
  return Object.fromEntries(read.map(({ sheet, file: csv }) => [sheet, Papa.parse<string[]>(readFileSync(csv, 'utf8').trimEnd()).data]));
}

describe('a workbook', () => {
  test('has numbers, dates and truth values of their own kind, and text as it is', async () => {
    const { file } = await written({ made: everyType(3) });
    const { made } = await readBack(file);
    expect(made?.slice(1).map((cells) => cells.slice(0, 9))).toEqual([
      ['0', '-4000000000', '0', 'TRUE', '', '2026-02-28', '2026-10-03 09:30:00', '=1+1', ''],
      ['1', '', '0.142857142857143', 'FALSE', '1234567885123.46', '2026-03-01', '', '压缩机异响，“很吵”', ''],
      ['2', '-1999999986', '', 'TRUE', '2469135775246.91', '2026-03-02', '2026-10-03 09:30:02', '', '甲; ; '],
    ]);
    const [sheet] = (await readXlsx(readFileSync(file))).sheets;
    const kinds = sheet?.rows[1]?.map((value) => (value instanceof Date ? 'date' : typeof value));
    expect(kinds?.slice(0, 8)).toEqual(['number', 'number', 'number', 'boolean', 'object', 'date', 'date', 'string']);
    expect([...(sheet?.cells?.values() ?? [])].some((cell) => cell.formula !== undefined)).toBe(false);
  });

  test('freezes its header, filters by every column and gives Chinese text its width', async () => {
    const { file } = await written({ made: "select '压缩机异响压缩机异响' as a, 'compressor' as b from range(7)" });
    const [sheet] = (await readXlsx(readFileSync(file), { readStyles: true })).sheets;
    expect([sheet?.freezePane, sheet?.autoFilter?.range]).toEqual([{ rows: 1 }, 'A1:B8']);
    const [chinese = 0, english = 0] = sheet?.columns?.map((column) => column.width ?? 0) ?? [];
    expect(chinese).toBeGreaterThan(1.5 * english);
  });

  test('keeps long whole numbers as text, for a cell has 15 digits', async () => {
    const { file } = await written({ made: 'select 999999999999999 as a, 1234567890123456 as b, -1234567890123456 as c' });
    expect((await readXlsx(readFileSync(file))).sheets[0]?.rows[1]).toEqual([999999999999999, '1234567890123456', '-1234567890123456']);
  });

  test('cuts a text at what a cell holds and says how many', async () => {
    const { file, sheets } = await written({ made: "select repeat('长', 32767) as a, repeat('长', 32768) as b" });
    const [, row] = (await readXlsx(readFileSync(file))).sheets[0]?.rows ?? [];
    expect(row?.map((text) => String(text).length)).toEqual([32_767, 32_767]);
    expect(String(row?.[1]).endsWith('长…')).toBe(true);
    expect(sheets).toEqual([{ table: 'made', sheet: 'made', cutCells: 1 }]);
  });

  test('holds a sheet for each table, also for one without rows', async () => {
    const { file } = await written({ figures: 'select 1 as one', nothing: 'select 1 as one, 2 as two where false' });
    const { sheets } = await readXlsx(readFileSync(file));
    expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([
      ['figures', [['one'], [1]]],
      ['nothing', [['one', 'two']]],
    ]);
  });

  test('has the same bytes each time', async () => {
    const tables = { made: everyType(50), other: 'select 1 as one' };
    const [one, other] = [await written(tables), await written(tables)];
    expect(readFileSync(one.file).equals(readFileSync(other.file))).toBe(true);
  });
});

describe('a workbook that would not hold its tables', () => {
  const source = (name: string, rows: number, columns: number): SheetSource => ({
    name,
    rows,
    columns,
    chunks: () => {
      throw new Error('read though it is too large');
    },
  });

  test.each([
    [[source('a', 1, 1), source('obligations', mostRows + 1, 1)], /table obligations: 1048576 rows.*1048575.*--format csv/],
    [[source('a', mostCells / 2, 1), source('b', mostCells / 4 + 1, 2)], /2000002 cells.*table b \(500001 rows\).*2000000.*--table/],
  ])('is refused before anything is read', async (sources, says) => {
    const file = join(temporaryFolder(), 'tables.xlsx');
    writeFileSync(file, 'before');
    await expect(writeWorkbookFile(sources, file)).rejects.toThrow(says);
    expect(readFileSync(file, 'utf8')).toBe('before');
  });
});

describe('names of sheets', () => {
  test('are those of the tables, cut to 31 characters and told apart', () => {
    const long = 'satisfaction_by_measure_and_dimension';
    expect(sheetNames(['figures', long, `${long}_and_team`, long.toUpperCase(), 'a/b'])).toEqual([
      'figures',
      'satisfaction_by_measure_and_dim',
      'satisfaction_by_measure_and_d_2',
      'SATISFACTION_BY_MEASURE_AND_D_3',
      'a_b',
    ]);
  });
});
