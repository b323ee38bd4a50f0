import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareExports, compareNaturally, exportPlace } from '../../pipeline/ingest/export-order.js';

const month = 0;
const week = 1;
const day = 2;

describe('the date of a name', () => {
  test.each([
    ['tickets_2026-10-31.csv', '2026-10-31', day],
    ['tickets_20261031.csv', '2026-10-31', day],
    ['tickets_2026-10.csv', '2026-10-01', month],
    ['tickets_2026-9.csv', '2026-09-01', month],
    ['tickets_2026-9-1.csv', '2026-09-01', day],
    ['tickets_202610.csv', '2026-10-01', month],
    ['工单2026年10月.xlsx', '2026-10-01', month],
    ['工单2026年9月.xlsx', '2026-09-01', month],
    ['工单2026年10月31日.xlsx', '2026-10-31', day],
    ['tickets_2026_10_31.csv', '2026-10-31', day],
    ['tickets_2026.10.31.csv', '2026-10-31', day],
    ['tickets_2026.10.csv', '2026-10-01', month],
    ['tickets_2026_10.csv', '2026-10-01', month],
    ['２０２６－１０.csv', '2026-10-01', month],
    // ISO 8601: week 41 of 2026 begins on Monday, 5 October; week 1 holds the year's first Thursday.
    ['tickets_2026-W41.csv', '2026-10-05', week],
    ['tickets_2026_w41.csv', '2026-10-05', week],
    ['tickets.2026.W01.csv', '2025-12-29', week],
    ['2026-W53.csv', '2026-12-28', week],
  ])('%s', (name, date, fineness) => {
    expect(exportPlace([name])).toEqual({ date, fineness });
  });

  test.each([
    'tickets.csv',
    'tickets_2026.csv',
    'tickets_2026-13.csv',
    'tickets_20260231.csv',
    'tickets_2025-W53.csv',
    'tickets_2026-W00.csv',
    'tickets_1999-10.csv',
    '20261031123000.csv',
    '120261031.csv',
    '2026101.csv',
  ])('%s has none: no such day, or digits beside it', (name) => {
    expect(exportPlace([name])).toEqual({ date: '', fineness: 0 });
  });

  test('is written with one kind of separator', () => {
    expect(exportPlace(['2026-10_31.csv'])).toEqual({ date: '2026-10-01', fineness: month });
    expect(exportPlace(['2026-10.31.csv'])).toEqual({ date: '2026-10-01', fineness: month });
  });

  test('is the first one', () => {
    expect(exportPlace(['2026-09_as_of_2026-10-05.csv'])).toEqual({ date: '2026-09-01', fineness: month });
    expect(exportPlace(['20261005-2026-09.csv']).date).toBe('2026-10-05');
    expect(exportPlace(['2026-13-01-2026-09.csv']).date).toBe('2026-09-01');
  });

  test('is the month where what follows is no day of it', () => {
    expect(exportPlace(['tickets-2026-10-45.csv'])).toEqual({ date: '2026-10-01', fineness: month });
  });

  test('comes from the nearest folder when the base name has none', () => {
    expect(exportPlace(['tickets.csv', 'part', '2026-09', '2026-08']).date).toBe('2026-09-01');
    expect(exportPlace(['tickets_2026-10.csv', '2026-09']).date).toBe('2026-10-01');
  });
});

describe('export order', () => {
  const ordered = (paths: readonly string[]): string[] =>
    paths
      .map((path) => ({ path, fullPath: `/x/${path}`, place: exportPlace(path.split('/').reverse()) }))
      .sort(compareExports)
      .map(({ path }) => path);

  test('puts what has no date first, then by first day, a coarser date before a finer', () => {
    // 1 June 2026 is a Monday: month, week and day begin together.
    const expected = ['t.csv', 't_2026-05-31.csv', 't_2026-06.csv', 't_2026-W23.csv', 't_2026-06-01.csv', 't_2026-06-02.csv'];
    expect(ordered([...expected].reverse())).toEqual(expected);
  });

  test('then natural order: folder by folder, numbers by value, never by locale', () => {
    const expected = [
      'B.csv',
      'a/t2.csv',
      'a/t10.csv',
      'a.csv',
      'part2.csv',
      'part010.csv',
      'part10.csv',
      'part10b.csv',
      'ä.csv',
      '工单.csv',
      '\u{20bb7}.csv',
    ];
    expect(ordered([...expected].reverse())).toEqual(expected);
  });

  test('numbers of any length', () => {
    expect(compareNaturally('x99999999999999999998', 'x99999999999999999999')).toBeLessThan(0);
  });

  test('puts equal relative paths of two inputs by their full path', () => {
    const place = exportPlace(['t.csv']);
    expect(compareExports({ path: 't.csv', fullPath: '/a/t.csv', place }, { path: 't.csv', fullPath: '/b/t.csv', place })).toBeLessThan(0);
  });

  test('is an order: the same from whatever order before, and equal for equal paths alone', () => {
    const path = fc.string({
      unit: fc.constantFrom('0', '1', '02', '10', 'a', 'B', '-', '/', '工', '\u{20bb7}', '\uffee'),
      minLength: 1,
      maxLength: 5,
    });
    const property = fc.property(fc.array(path, { maxLength: 8 }), fc.nat(7), (paths, turn) => {
      const turned = [...paths.slice(turn), ...paths.slice(0, turn)].reverse();
      expect([...turned].sort(compareNaturally)).toEqual([...paths].sort(compareNaturally));
      for (const other of paths) expect(compareNaturally(paths[0] ?? '', other) === 0).toBe(paths[0] === other);
    });
    fc.assert(property, { numRuns: 1000, seed: 20261003 });
  });
});
