import { z } from 'zod';
import type { Precision } from '../ingest/cell-values.js';
import { type CellReading, type CellSettings, type CellValue, cellReader } from '../ingest/read-cell.js';
import type { Column, Contract, TimeOrder } from './contract.js';

/** Raw cells by canonical column name; absent, null and null tokens are the same. */
export type RawRow = Readonly<Record<string, string | null | undefined>>;

export type FaultCode = 'missing_required' | 'bad_type' | 'bad_enum' | 'out_of_range' | 'time_order';

export interface RowFault {
  readonly code: FaultCode;
  readonly column: string;
}

export interface RowWarning {
  readonly code: 'bad_value_ignored' | 'time_suspect';
  readonly column: string;
}

/** The cells of a row as typed values: every column of the contract, and a precision per filled time column. */
export interface TypedRow {
  readonly values: Readonly<Record<string, CellValue>>;
  readonly precisions: Readonly<Record<string, Precision>>;
  readonly warnings: readonly RowWarning[];
}

export interface RowVerdict extends TypedRow {
  /** In the order of domain.md § 2 "Rejection": the first is the one that counts. Values of faulty cells are null. */
  readonly faults: readonly RowFault[];
}

/** A zod schema of the rows of a dataset: each fault is an issue with the column as path and its code in `params`. */
export function rowSchema(contract: Contract, settings: CellSettings): z.ZodType<TypedRow, RawRow> {
  const judge = rowJudge(contract, settings);
  return z.record(z.string(), z.string().nullish()).transform((row, context): TypedRow => {
    const { faults, ...typed } = judge(row);
    for (const { code, column } of faults)
      context.addIssue({ code: 'custom', path: [column], params: { code }, message: `${code}: ${column}` });
    return typed;
  });
}

/** The verdict on the rows of a dataset, from its contract alone. */
export function rowJudge(contract: Contract, settings: CellSettings): (row: RawRow) => RowVerdict {
  const readers = contract.columns.map((column) => [column, remembering(cellReader(column, settings), column)] as const);
  const required = contract.columns.filter((column) => column.required);
  const bounded = contract.columns.filter(({ minimum, maximum, atMost }) => (minimum ?? maximum ?? atMost) !== undefined);
  return (row) => {
    const readings = new Map<string, CellReading>();
    const values: Record<string, CellValue> = {};
    const precisions: Record<string, Precision> = {};
    const unclear: Column[] = [];
    for (const [column, read] of readers) {
      const reading = readCell(row, column, read);
      readings.set(column.name, reading);
      values[column.name] = reading.value;
      if ('precision' in reading && reading.precision !== undefined) precisions[column.name] = reading.precision;
      if (reading.code !== undefined) unclear.push(column);
    }
    return {
      faults: [
        ...missing(required, readings),
        ...misread(unclear, readings),
        ...beyondRange(bounded, readings),
        ...timeOrder(contract, readings),
      ],
      warnings: [...ignored(unclear), ...timeSuspect(contract, readings)],
      values,
      precisions,
    };
  };
}

/** Most cells are blank, and the others of a list or a date are few different ones. */
function remembering(read: (raw: string) => CellReading, { kind }: Column): (raw: string) => CellReading {
  const blank = read('');
  if (kind !== 'enum' && kind !== 'boolean' && kind !== 'date') return (raw) => (raw === '' ? blank : read(raw));
  const known = new Map([['', blank]]);
  return (raw) => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const reading = read(raw);
    if (known.size < mostRemembered) known.set(raw, reading);
    return reading;
  };
}

const mostRemembered = 10_000;

type Readings = ReadonlyMap<string, CellReading>;

function readCell(row: RawRow, column: Column, read: (raw: string) => CellReading): CellReading {
  const raw = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
  return raw === undefined || raw === null ? { value: null } : read(raw);
}

function missing(required: readonly Column[], readings: Readings): RowFault[] {
  return required
    .filter(({ name }) => readings.get(name)?.value === null && readings.get(name)?.code === undefined)
    .map((column) => ({ code: 'missing_required', column: column.name }));
}

function misread(unclear: readonly Column[], readings: Readings): RowFault[] {
  return unclear
    .filter((column) => !column.descriptive)
    .flatMap((column) => {
      const code = readings.get(column.name)?.code;
      return code === undefined ? [] : [{ code, column: column.name }];
    });
}

function ignored(unclear: readonly Column[]): RowWarning[] {
  return unclear.filter((column) => column.descriptive).map((column) => ({ code: 'bad_value_ignored', column: column.name }));
}

function beyondRange(bounded: readonly Column[], readings: Readings): RowFault[] {
  return bounded.filter((column) => isBeyondRange(column, readings)).map((column) => ({ code: 'out_of_range', column: column.name }));
}

function isBeyondRange(column: Column, readings: Readings): boolean {
  const value = numberIn(readings.get(column.name));
  const most = column.atMost === undefined ? undefined : numberIn(readings.get(column.atMost));
  if (value === undefined) return false;
  return value < (column.minimum ?? value) || value > (column.maximum ?? value) || value > (most ?? value);
}

function numberIn(reading: CellReading | undefined): number | undefined {
  return reading === undefined || reading.value === null ? undefined : Number(reading.value);
}

function timeOrder(contract: Contract, readings: Readings): RowFault[] {
  return (contract.timeOrder ?? []).filter((order) => isBroken(order, readings)).map(({ column }) => ({ code: 'time_order', column }));
}

function timeSuspect(contract: Contract, readings: Readings): RowWarning[] {
  return (contract.timeSuspect ?? []).filter((order) => isBroken(order, readings)).map(({ column }) => ({ code: 'time_suspect', column }));
}

/** Characters of `2026-10-03 09:30:00` that a cell of a precision has written. */
const writtenLength = { second: 19, minute: 16, day: 10 } as const;

/** Compared at the coarser precision of the two cells; an empty cell breaks no order. */
function isBroken(order: TimeOrder, readings: Readings): boolean {
  const [later, earlier] = [readings.get(order.column), readings.get(order.notBefore)];
  if (typeof later?.value !== 'string' || typeof earlier?.value !== 'string') return false;
  const length = Math.min(lengthOf(later), lengthOf(earlier));
  return later.value.slice(0, length) < earlier.value.slice(0, length);
}

/** A date column has no precision beside it: it is as exact as a day. */
function lengthOf(reading: CellReading): number {
  return writtenLength[('precision' in reading ? reading.precision : undefined) ?? 'day'];
}
