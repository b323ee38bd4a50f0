import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { compareExports } from '../../pipeline/ingest/export-order.js';
import { nameBelow } from '../../pipeline/name-below.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';

test.each([
  ['C:\\exports', 'C:\\exports\\2026-08\\工单.csv', '2026-08/工单.csv'],
  // Windows does not tell letters by case.
  ['C:\\Exports', 'c:\\exports\\a.csv', 'a.csv'],
  ['C:\\exports\\', 'C:\\exports\\..name\\a.csv', '..name/a.csv'],
  ['\\\\server\\share\\in', '\\\\server\\share\\in\\a b\\c.csv', 'a b/c.csv'],
  ['C:\\exports', 'C:\\other\\a.csv', undefined],
  ['C:\\exports', 'D:\\exports\\a.csv', undefined],
  ['\\\\server\\share\\in', 'C:\\a.csv', undefined],
])('on Windows, of %s and %s', (folder, file, name) => {
  expect(nameBelow(folder, file, win32)).toBe(name);
});

test('elsewhere a backslash is a letter of a name', () => {
  expect(nameBelow('/in', '/in/a\\b/c.csv', posix)).toBe('a\\b/c.csv');
  expect(nameBelow('/in', '/in', posix)).toBe('');
  expect(nameBelow('/in', '/', posix)).toBeUndefined();
});

test('files of one name lie in one order, by whichever separator their folders are written', () => {
  const place = { date: '2026-08-01', fineness: 1 };
  const at = (fullPath: string) => ({ place, path: 'a.csv', fullPath });
  // The folder with a space comes after the one without: as a whole text it would come before the separator.
  const [short, long] = ['C:\\in\\a.csv', 'C:\\in 2\\a.csv'].map(at);
  expect(short && long && compareExports(short, long)).toBe(compareExports(at('C:/in/a.csv'), at('C:/in 2/a.csv')));
});

test('a path of Windows stands in SQL as it is', async () => {
  const path = "C:\\new\\tab\\it's\\x.parquet";
  const database = await Database.open(':memory:', { threads: 1 });
  try {
    expect(await database.row(`select ${literal(path)} as path`)).toEqual({ path });
  } finally {
    database.close();
  }
});
