import { enumerationOf } from './accepted-words.js';
import type { Column, Contract } from './contract.js';

export type JsonSchema = { readonly [keyword: string]: unknown };

const localTime = '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$';
const exactAmount = '^-?\\d{1,14}(\\.\\d{1,4})?$';

/**
 * JSON Schema (2020-12) of a typed row: what `rowJudge` gives as `values` for a row without faults.
 * What compares two cells (order of times, nonconforming ≤ inspected) is beyond JSON Schema and not in it.
 */
export function jsonSchemaOf(contract: Contract): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: contract.dataset,
    description: contract.doc,
    type: 'object',
    properties: Object.fromEntries(contract.columns.map((column) => [column.name, columnSchema(column)])),
    required: contract.columns.map((column) => column.name),
    additionalProperties: false,
  };
}

function columnSchema(column: Column): JsonSchema {
  const value = valueSchema(column);
  const description = { title: column.headers?.[0] ?? column.name, description: column.doc };
  return column.required ? { ...description, ...value } : { ...description, anyOf: [value, { type: 'null' }] };
}

function valueSchema(column: Column): JsonSchema {
  switch (column.kind) {
    case 'id':
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'enum':
      return { enum: Object.keys(enumerationOf(column) ?? {}) };
    case 'boolean':
      return { type: 'boolean' };
    case 'time':
      return { type: 'string', pattern: localTime };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'integer':
      return { type: 'integer', ...limits(column) };
    case 'money':
      return { type: 'string', pattern: column.minimum === undefined ? exactAmount : exactAmount.replace('-?', '') };
  }
}

function limits({ minimum, maximum }: Column): JsonSchema {
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}
