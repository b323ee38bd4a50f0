import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Column, ColumnValues } from '../warehouse/column-chunks.js';

const texts = new List(new Field('item', new Utf8(), true));

/** The Arrow type that holds every value of a column exactly. Times are local, so they name no zone. */
export function arrowType(column: ColumnValues): DataType {
  switch (column.kind) {
    case 'boolean':
      return new Bool();
    case 'integer':
      return new Int32();
    case 'bigint':
      return new Int64();
    case 'double':
      return new Float64();
    case 'decimal':
      return new Decimal(column.scale, column.precision, 128);
    case 'date':
      return new DateDay();
    case 'timestamp':
      return new TimestampMicrosecond();
    case 'text':
      return new Utf8();
    case 'texts':
      return texts;
  }
}

/** One column of a record batch from the parts of it, which are all of one kind. */
export function arrowColumn(parts: readonly Column[], rows: number): Data {
  const [first] = parts;
  if (first === undefined) throw new Error('a column without any part has no type');
  const values = parts.flatMap((part): readonly unknown[] => part.values);
  const nullable = { length: rows, ...validity(values) };
  const type = arrowType(first);
  if (type instanceof Utf8) return makeData({ type, ...nullable, ...textBuffers(values as readonly (string | null)[]) });
  if (type instanceof List) return listData(values as readonly (readonly (string | null)[] | null)[], nullable);
  return makeData({ type, ...nullable, data: fixedBuffer(first, values) } as Parameters<typeof makeData>[0]);
}

/** Columns side by side: what a record batch is made of. */
export function structOf(fields: Field[], rows: number, children: Data[]): Data<Struct> {
  return makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
}

interface Nullable {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | undefined;
}

/** One bit a row, set where there is a value; none at all where every row has one. */
function validity(values: readonly unknown[]): Omit<Nullable, 'length'> {
  const nullCount = values.reduce<number>((count, value) => (value === null ? count + 1 : count), 0);
  return { nullCount, nullBitmap: nullCount === 0 ? undefined : bits(values, (value) => value !== null) };
}

function bits(values: readonly unknown[], isSet: (value: unknown) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    const byte = row >> 3;
    if (isSet(value)) bytes[byte] = (bytes[byte] ?? 0) | (1 << (row & 7));
  });
  return bytes;
}

/** Values of equal size, one after the other; 0 where there is none. */
function fixedBuffer({ kind }: Column, values: readonly unknown[]): Uint8Array | Int32Array | Float64Array | BigInt64Array | Uint32Array {
  switch (kind) {
    case 'boolean':
      return bits(values, (value) => value === true);
    case 'double':
      return Float64Array.from(values as readonly (number | null)[], (value) => value ?? 0);
    case 'bigint':
    case 'timestamp':
      return BigInt64Array.from(values as readonly (bigint | null)[], (value) => value ?? 0n);
    case 'decimal':
      return decimalBuffer(values as readonly (bigint | null)[]);
    default:
      return Int32Array.from(values as readonly (number | null)[], (value) => value ?? 0);
  }
}

/** 128 bits a value in two's complement, the low half first. */
function decimalBuffer(values: readonly (bigint | null)[]): Uint32Array {
  const halves = new BigInt64Array(values.length * 2);
  values.forEach((value, row) => {
    halves[row * 2] = BigInt.asIntN(64, value ?? 0n);
    halves[row * 2 + 1] = (value ?? 0n) >> 64n;
  });
  return new Uint32Array(halves.buffer);
}

function textBuffers(values: readonly (string | null)[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const encoded = values.map((value) => Buffer.from(value ?? '', 'utf8'));
  return { valueOffsets: offsets(encoded), data: new Uint8Array(Buffer.concat(encoded)) };
}

function listData(values: readonly (readonly (string | null)[] | null)[], nullable: Nullable): Data {
  const items = values.flatMap((list) => list ?? []);
  const child = makeData({ type: new Utf8(), length: items.length, ...validity(items), ...textBuffers(items) });
  return makeData({ type: texts, ...nullable, valueOffsets: offsets(values.map((list) => list ?? [])), child });
}

/** Where each part begins, and where the last one ends. */
function offsets(parts: readonly { readonly length: number }[]): Int32Array {
  const starts = new Int32Array(parts.length + 1);
  parts.forEach((part, index) => {
    starts[index + 1] = (starts[index] ?? 0) + part.length;
  });
  return starts;
}
