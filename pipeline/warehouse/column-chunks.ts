import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  DuckDBDateValue,
  DuckDBDecimalType,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
} from './engine.js';

/** A stretch of a result, column by column. Every column has as many values as there are rows. */
export interface ColumnChunk {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export type Column = { readonly name: string } & ColumnValues;

/** Exact values: whole numbers and decimals (times 10 ^ scale) as bigint, dates as days and local times as microseconds since 1970. */
export type ColumnValues =
  | { readonly kind: 'boolean'; readonly values: readonly (boolean | null)[] }
  | { readonly kind: 'integer' | 'double' | 'date'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'bigint' | 'timestamp'; readonly values: readonly (bigint | null)[] }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number; readonly values: readonly (bigint | null)[] }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'texts'; readonly values: readonly (readonly (string | null)[] | null)[] };

/** Values of one column of the engine; an error where its type is none that tables are made of. */
export function columnOfValues(name: string, type: DuckDBType, values: readonly DuckDBValue[]): Column {
  return { name, ...columnValues(name, type, values) };
}

function columnValues(name: string, type: DuckDBType, values: readonly DuckDBValue[]): ColumnValues {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { kind: 'boolean', values: values.map((value) => (typeof value === 'boolean' ? value : null)) };
    case DuckDBTypeId.INTEGER:
      return { kind: 'integer', values: values.map(numberOrNull) };
    case DuckDBTypeId.DOUBLE:
      return { kind: 'double', values: values.map(numberOrNull) };
    case DuckDBTypeId.BIGINT:
      return { kind: 'bigint', values: values.map((value) => (typeof value === 'bigint' ? value : null)) };
    case DuckDBTypeId.VARCHAR:
      return { kind: 'text', values: values.map(textOrNull) };
    case DuckDBTypeId.DATE:
      return { kind: 'date', values: values.map((value) => (value instanceof DuckDBDateValue ? value.days : null)) };
    case DuckDBTypeId.TIMESTAMP:
      return { kind: 'timestamp', values: values.map((value) => (value instanceof DuckDBTimestampValue ? value.micros : null)) };
    default:
      return nestedValues(name, type, values);
  }
}

function nestedValues(name: string, type: DuckDBType, values: readonly DuckDBValue[]): ColumnValues {
  if (type instanceof DuckDBDecimalType) {
    const { width, scale } = type;
    return {
      kind: 'decimal',
      precision: width,
      scale,
      values: values.map((value) => (value instanceof DuckDBDecimalValue ? value.value : null)),
    };
  }
  if (type instanceof DuckDBListType && type.valueType.typeId === DuckDBTypeId.VARCHAR) {
    return { kind: 'texts', values: values.map((value) => (value instanceof DuckDBListValue ? value.items.map(textOrNull) : null)) };
  }
  throw new Error(`column ${name}: values of type ${type} cannot be read by column`);
}

function numberOrNull(value: DuckDBValue): number | null {
  return typeof value === 'number' ? value : null;
}

function textOrNull(value: DuckDBValue): string | null {
  return typeof value === 'string' ? value : null;
}
