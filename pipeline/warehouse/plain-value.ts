import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { DuckDBDateValue, DuckDBDecimalValue, DuckDBListValue, DuckDBStructValue, DuckDBTimestampValue } from './engine.js';

/** What a query result becomes in TypeScript. Local times are `2026-10-03T09:30:00`, dates `2026-10-03`. */
export type Plain = number | string | boolean | null | Plain[] | { [key: string]: Plain };

/** Turns an engine value into plain data; whole numbers beyond 2^53 are a programming error. */
export function plainValue(value: DuckDBValue, type: DuckDBType): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return safeNumber(value);
  if (typeof value !== 'object') return value;
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBTimestampValue) return isoTime(value.micros);
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value instanceof DuckDBListValue) return value.items.map((item) => plainValue(item, type));
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, plainValue(entry, type)]));
  }
  return String(value);
}

function safeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new Error(`whole number out of range: ${value}`);
  }
  return Number(value);
}

function isoTime(micros: bigint): string {
  return new Date(Number(micros / 1000n)).toISOString().slice(0, 19);
}
