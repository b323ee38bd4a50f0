import { productVersion } from '../product.js';
import { enumerationOf } from './accepted-words.js';
import type { Column, ColumnKind, Contract, TimeOrder } from './contract.js';
import { contracts } from './index.js';

const logicalTypes: Readonly<Record<ColumnKind, string>> = {
  id: 'string',
  text: 'string',
  enum: 'string',
  boolean: 'boolean',
  time: 'timestamp',
  date: 'date',
  integer: 'integer',
  money: 'number',
};

/** All contracts as one data contract of the Open Data Contract Standard 3.1, as an object. Values are those of typed rows. */
export function odcsContract(): object {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'fieldreview-exports',
    name: 'fieldreview exports',
    version: productVersion,
    status: 'active',
    description: {
      purpose: 'After-sales exports of a manufacturer, for the monthly management review of quality.',
      usage: 'Files as docs/data-contracts.md describes them; headers and words listed there are accepted for the names and values here.',
    },
    schema: contracts.map(schemaObject),
  };
}

function schemaObject(contract: Contract): object {
  const quality = [
    ...orderChecks(contract.timeOrder ?? [], 'error'),
    ...orderChecks(contract.timeSuspect ?? [], 'warning'),
    ...contract.columns.flatMap(limitCheck),
  ];
  return {
    name: contract.dataset,
    logicalType: 'object',
    physicalType: 'file',
    description: contract.doc,
    dataGranularityDescription: contract.doc,
    ...(quality.length === 0 ? {} : { quality }),
    customProperties: [
      { property: 'fileNames', value: [contract.dataset, ...contract.fileNames] },
      ...(contract.fallbackKey ? [{ property: 'fallbackKey', value: contract.fallbackKey }] : []),
    ],
    properties: contract.columns.map((column) => schemaProperty(contract, column)),
  };
}

function schemaProperty({ key }: Contract, column: Column): object {
  const position = key.indexOf(column.name);
  const options = typeOptions(column);
  const values = Object.keys(enumerationOf(column) ?? {});
  return {
    name: column.name,
    businessName: column.headers?.[0] ?? column.name,
    description: column.doc,
    logicalType: logicalTypes[column.kind],
    ...(options === undefined ? {} : { logicalTypeOptions: options }),
    required: column.required === true,
    ...(position < 0 ? {} : { primaryKey: true, primaryKeyPosition: position + 1 }),
    ...(column.personal ? { classification: 'confidential' } : {}),
    ...(column.kind === 'enum' ? { quality: [wordCheck(values, column.descriptive === true)] } : {}),
    ...listed('customProperties', [
      ...(column.headers ? [{ property: 'headers', value: column.headers }] : []),
      ...(column.unit ? [{ property: 'unit', value: column.unit }] : []),
      ...(column.staff ? [{ property: 'nameOfStaff', value: true }] : []),
      ...(column.descriptive ? [{ property: 'descriptive', value: true }] : []),
      ...(column.endOfDay ? [{ property: 'dateAloneIsEndOfDay', value: true }] : []),
    ]),
  };
}

function typeOptions({ kind, minimum, maximum }: Column): object | undefined {
  if (kind === 'time') return { format: 'yyyy-MM-dd HH:mm:ss', timezone: false };
  if (kind === 'date') return { format: 'yyyy-MM-dd' };
  if (minimum === undefined && maximum === undefined) return undefined;
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

function wordCheck(validValues: readonly string[], isDescriptive: boolean): object {
  return {
    metric: 'invalidValues',
    arguments: { validValues },
    mustBe: 0,
    dimension: 'conformity',
    severity: isDescriptive ? 'warning' : 'error',
  };
}

function orderChecks(orders: readonly TimeOrder[], severity: string): object[] {
  return orders.map(({ column, notBefore }) => ({
    type: 'text',
    description: `${column} does not lie before ${notBefore}, compared at the coarser precision of the two.`,
    dimension: 'consistency',
    severity,
  }));
}

function limitCheck({ name, atMost }: Column): object[] {
  if (atMost === undefined) return [];
  return [{ type: 'text', description: `${name} is at most ${atMost}.`, dimension: 'consistency', severity: 'error' }];
}

function listed(name: string, values: readonly object[]): object {
  return values.length === 0 ? {} : { [name]: values };
}
