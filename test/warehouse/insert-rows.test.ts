import { expect, test } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';
import { type InsertedRow, insertRows } from '../../pipeline/warehouse/insert-rows.js';

async function inserted(columns: string, rows: readonly InsertedRow[]): Promise<unknown[]> {
  const database = await Database.open(':memory:');
  try {
    await database.run(`create table made (${columns})`);
    await insertRows(database, 'made', rows);
    return await database.rows('from made');
  } finally {
    database.close();
  }
}

test('values of every kind arrive as they are, in order; what a row lacks is null', async () => {
  const columns = 'text varchar, "on" date, "at" timestamp, number double, whole integer, is_so boolean, names varchar[], document json';
  const rows = [
    { text: `it's "a" \\ 供应商 😀\n`, on: '2000-02-29', at: '2026-10-03T09:30:00', number: 0.1 + 0.2, whole: -7 },
    { is_so: false, names: [`o'clock`, ''], document: '{"b": 1,  "a": [null]}' },
    { number: 5e-324, text: '' },
  ];
  const none = { text: null, on: null, at: null, number: null, whole: null, is_so: null, names: null, document: null };
  expect(await inserted(columns, rows)).toEqual([
    { ...none, ...rows[0] },
    { ...none, is_so: false, names: [`o'clock`, ''], document: '{"b": 1,  "a": [null]}' },
    { ...none, ...rows[2] },
  ]);
});

test('more rows than reach the engine at a time keep their order', async () => {
  const rows = Array.from({ length: 4500 }, (_, place) => ({ place }));
  expect(await inserted('place bigint', rows)).toEqual(rows);
  expect(await inserted('place bigint', [])).toEqual([]);
});

test('a column that only rows far apart fill, and rows of nothing', async () => {
  const rows = Array.from({ length: 4500 }, (_, place) =>
    place % 2100 === 0 ? { place, note: `n${place}`, "o'clock": ['x'] } : { place },
  );
  const blank = { note: null, "o'clock": null };
  expect(await inserted(`place bigint, note varchar, "o'clock" varchar[]`, rows)).toEqual(rows.map((row) => ({ ...blank, ...row })));
  expect(await inserted('place bigint, note varchar', [{}, {}])).toEqual([0, 1].map(() => ({ place: null, note: null })));
});

test('a value that does not fit its column is refused, not left out', async () => {
  await expect(inserted('due_on date', [{ due_on: '2026-02-30' }])).rejects.toThrow('2026-02-30');
});
