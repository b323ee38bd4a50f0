import { productVersion } from '../product.js';
import { enumerationOf } from './accepted-words.js';
import type { Column, Contract } from './contract.js';
import { nullTokens } from './enumerations.js';
import { contracts } from './index.js';

/**
 * All contracts as a Frictionless data package (Data Package 2.0): a resource for each dataset, as a CSV file under canonical
 * names in canonical forms. What the loader accepts besides, and what compares two cells, is beyond Table Schema.
 */
export function dataPackage(): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'fieldreview-exports',
    title: 'fieldreview exports',
    version: productVersion,
    resources: contracts.map(resource),
  };
}

function resource(contract: Contract): object {
  return {
    name: contract.dataset,
    type: 'table',
    path: `${contract.dataset}.csv`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    description: contract.doc,
    schema: tableSchema(contract),
  };
}

function tableSchema(contract: Contract): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fieldsMatch: 'partial',
    fields: contract.columns.map(field),
    // A key of which a part may be empty is none to Table Schema.
    ...(contract.fallbackKey ? {} : { primaryKey: contract.key }),
    missingValues: nullTokens,
  };
}

function field(column: Column): object {
  const constraints = constraintsOf(column);
  return {
    name: column.name,
    title: column.headers?.[0] ?? column.name,
    description: column.doc,
    ...typeOf(column),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

function typeOf(column: Column): object {
  switch (column.kind) {
    case 'time':
      return { type: 'datetime', format: '%Y-%m-%d %H:%M:%S' };
    case 'date':
      return { type: 'date' };
    case 'integer':
      return { type: 'integer' };
    case 'money':
      return { type: 'number' };
    case 'boolean': {
      const words = enumerationOf(column) ?? {};
      return { type: 'boolean', trueValues: ['true', ...(words.true ?? [])], falseValues: ['false', ...(words.false ?? [])] };
    }
    default:
      return { type: 'string' };
  }
}

function constraintsOf(column: Column): object {
  const words = column.kind === 'enum' ? Object.entries(enumerationOf(column) ?? {}).flatMap(([value, more]) => [value, ...more]) : [];
  return {
    ...(column.required ? { required: true } : {}),
    ...(words.length === 0 ? {} : { enum: [...new Set(words)] }),
    ...(column.minimum === undefined ? {} : { minimum: column.minimum }),
    ...(column.maximum === undefined ? {} : { maximum: column.maximum }),
  };
}
