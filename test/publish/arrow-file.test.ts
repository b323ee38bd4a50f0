import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { writeArrowFile } from '../../pipeline/publish/arrow-file.js';
import { decimalText, isoDate, isoTime } from '../../pipeline/publish/exact-text.js';
import type { Plain } from '../../pipeline/warehouse/plain-value.js';
import { temporaryFolder } from '../run/example.js';
import { everyType, withChunks } from './made-tables.js';

interface Written {
  readonly table: Table;
  readonly bytes: Buffer;
  readonly rows: number;
  readonly expected: readonly Record<string, Plain>[];
}

/** A query as Arrow, and as the engine itself puts its values into words. */
async function written(sql: string): Promise<Written> {
  const file = join(temporaryFolder(), 'table.arrow');
  return withChunks(sql, async (chunks, database) => {
    const rows = await writeArrowFile(chunks, file);
    const expected = await database.rows(
      `select * replace (bigint_value::varchar as bigint_value, decimal_value::varchar as decimal_value,
        strftime(timestamp_value, '%Y-%m-%dT%H:%M:%S.%f') as timestamp_value) from (${sql})`,
    );
    const bytes = readFileSync(file);
    return { table: tableFromIPC(bytes), bytes, rows, expected };
  });
}

/** A row of Arrow in the same words. */
function rowOf(table: Table, row: number): Record<string, unknown> {
  const cell = (name: string): unknown => table.getChild(name)?.get(row) ?? null;
  const when = (name: string, text: (value: never) => string): string | null => {
    const value = cell(name);
    return value === null ? null : text(value as never);
  };
  return {
    integer_value: cell('integer_value'),
    bigint_value: when('bigint_value', String),
    double_value: cell('double_value'),
    boolean_value: cell('boolean_value'),
    decimal_value: when('decimal_value', (words: Uint32Array) => decimalText(unscaled(words), 4)),
    date_value: when('date_value', (milliseconds: number) => isoDate(milliseconds / 86_400_000)),
    timestamp_value: when('timestamp_value', () => microseconds(table, row)),
    text_value: cell('text_value'),
    texts_value: when('texts_value', (list: Iterable<string | null>) => [...list] as never),
    empty_value: cell('empty_value'),
  };
}

function unscaled(words: Uint32Array): bigint {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  return BigInt.asIntN(128, (BigInt(d) << 96n) | (BigInt(c) << 64n) | (BigInt(b) << 32n) | BigInt(a));
}

/** `get` gives milliseconds: the microseconds lie in the buffers. */
function microseconds(table: Table, row: number): string {
  let rest = row;
  for (const part of table.getChild('timestamp_value')?.data ?? []) {
    if (rest < part.length) return withFraction(isoTime(part.values[rest] as bigint));
    rest -= part.length;
  }
  throw new Error(`row ${row} is not there`);
}

function withFraction(time: string): string {
  return time.includes('.') ? time : `${time}.000000`;
}

describe('an Arrow file', () => {
  test('has the exact type of each column and no zone', async () => {
    const { table } = await written(everyType(1));
    expect(table.schema.fields.map(({ name, type, nullable }) => `${name}: ${type}${nullable ? '' : ' not null'}`)).toEqual([
      'integer_value: Int32',
      'bigint_value: Int64',
      'double_value: Float64',
      'boolean_value: Bool',
      'decimal_value: Decimal[38e+4]',
      'date_value: Date32<DAY>',
      'timestamp_value: Timestamp<MICROSECOND>',
      'text_value: Utf8',
      'texts_value: List<Utf8>',
      'empty_value: Utf8',
    ]);
  });

  test.each([1, 2048, 2049, 70_000])('of %i rows holds every value', async (rows) => {
    const { table, expected, rows: counted } = await written(everyType(rows));
    expect([table.numRows, counted, table.batches.length]).toEqual([rows, rows, Math.ceil(rows / 65_536)]);
    const looked = [...new Set([...Array(Math.min(rows, 200)).keys(), rows - 1, 2047, 2048, 65_535, 65_536])].filter((row) => row < rows);
    expect(looked.map((row) => rowOf(table, row))).toEqual(looked.map((row) => expected[row]));
    for (const name of ['bigint_value', 'text_value', 'texts_value']) {
      expect(table.getChild(name)?.nullCount).toBe(expected.filter((row) => row[name] === null).length);
    }
  });

  test('without rows has its columns', async () => {
    const { table } = await written(everyType(0));
    expect([table.numRows, table.numCols]).toEqual([0, 10]);
  });

  test('has the same bytes each time', async () => {
    const [one, other] = [await written(everyType(3000)), await written(everyType(3000))];
    expect(one.bytes.equals(other.bytes)).toBe(true);
  });

  test('is refused for a type that no table has', async () => {
    const file = join(temporaryFolder(), 'table.arrow');
    await expect(withChunks('select interval 1 day as odd', (chunks) => writeArrowFile(chunks, file))).rejects.toThrow(
      /column odd.*INTERVAL/,
    );
  });
});
