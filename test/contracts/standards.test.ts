import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { contractsCommand } from '../../pipeline/commands/contracts.js';
import { configurationJsonSchema } from '../../pipeline/config/configuration-json-schema.js';
import { dataPackage } from '../../pipeline/contracts/frictionless.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { odcsContract } from '../../pipeline/contracts/odcs.js';
import { quietEffects } from '../run/example.js';

const customProperties = z.array(z.strictObject({ property: z.string().regex(/^[a-z][A-Za-z]*$/), value: z.unknown() })).optional();
const severity = z.enum(['error', 'warning']);
const check = z.union([
  z.strictObject({ type: z.literal('text'), description: z.string(), dimension: z.literal('consistency'), severity }),
  z.strictObject({
    metric: z.literal('invalidValues'),
    arguments: z.strictObject({ validValues: z.array(z.string()).min(1) }),
    mustBe: z.literal(0),
    dimension: z.literal('conformity'),
    severity,
  }),
]);

/** A type and the options it may have. */
const typed = z.discriminatedUnion('logicalType', [
  z.object({ logicalType: z.literal(['string', 'boolean']), logicalTypeOptions: z.undefined().optional() }),
  z.object({ logicalType: z.literal('date'), logicalTypeOptions: z.strictObject({ format: z.string() }) }),
  z.object({ logicalType: z.literal('timestamp'), logicalTypeOptions: z.strictObject({ format: z.string(), timezone: z.boolean() }) }),
  z.object({
    logicalType: z.literal(['integer', 'number']),
    logicalTypeOptions: z.strictObject({ minimum: z.number().optional(), maximum: z.number().optional() }).optional(),
  }),
]);
const property = z.strictObject({
  name: z.string(),
  businessName: z.string(),
  description: z.string(),
  logicalType: z.string(),
  logicalTypeOptions: z.unknown().optional(),
  required: z.boolean(),
  primaryKey: z.literal(true).optional(),
  primaryKeyPosition: z.int().min(1).optional(),
  classification: z.literal('confidential').optional(),
  quality: z.array(check).optional(),
  customProperties,
});

/** The part of the JSON Schema of ODCS 3.1.0 that our contract uses, and nothing beside it. */
const odcs = z.strictObject({
  apiVersion: z.literal('v3.1.0'),
  kind: z.literal('DataContract'),
  id: z.string().min(1),
  name: z.string(),
  version: z.string(),
  status: z.enum(['proposed', 'draft', 'active', 'deprecated', 'retired']),
  description: z.strictObject({ purpose: z.string(), usage: z.string() }),
  schema: z.array(
    z.strictObject({
      name: z.string(),
      logicalType: z.literal('object'),
      physicalType: z.string(),
      description: z.string(),
      dataGranularityDescription: z.string(),
      quality: z.array(check).optional(),
      customProperties,
      properties: z.array(property.and(typed)),
    }),
  ),
});

test('ODCS: every column with its type, key and words', () => {
  const { schema } = odcs.parse(odcsContract());
  expect(schema.map(({ name, properties }) => [name, properties.map((each) => each.name)])).toEqual(
    contracts.map(({ dataset, columns }) => [dataset, columns.map(({ name }) => name)]),
  );
  const column = (dataset: string, name: string) =>
    schema.find((each) => each.name === dataset)?.properties.find((each) => each.name === name);
  expect(column('tickets', 'ticket_id')).toMatchObject({ required: true, primaryKey: true, primaryKeyPosition: 1 });
  expect(column('tickets', 'customer_name')).toMatchObject({ classification: 'confidential' });
  expect(column('revisits', 'effect_score')).toMatchObject({ logicalType: 'integer', logicalTypeOptions: { minimum: 1, maximum: 5 } });
  expect(column('actions', 'status')?.quality).toMatchObject([
    { arguments: { validValues: ['open', 'in_progress', 'done', 'verified', 'cancelled'] } },
  ]);
});

const field = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date', 'datetime']),
  format: z.string().optional(),
  trueValues: z.array(z.string()).optional(),
  falseValues: z.array(z.string()).optional(),
  constraints: z
    .strictObject({
      required: z.literal(true).optional(),
      enum: z.array(z.string()).min(1).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    })
    .optional(),
});
const resource = z.strictObject({
  name: z.string().regex(/^[a-z_]+$/),
  type: z.literal('table'),
  path: z.string(),
  format: z.literal('csv'),
  mediatype: z.literal('text/csv'),
  encoding: z.literal('utf-8'),
  description: z.string(),
  schema: z.strictObject({
    $schema: z.url(),
    fieldsMatch: z.enum(['exact', 'equal', 'subset', 'superset', 'partial']),
    fields: z.array(field),
    primaryKey: z.array(z.string()).optional(),
    missingValues: z.array(z.string()),
  }),
});

test('Frictionless: a resource for each dataset, its fields, constraints and key', () => {
  const { resources } = z
    .strictObject({ $schema: z.url(), name: z.string(), title: z.string(), version: z.string(), resources: z.array(resource) })
    .parse(dataPackage());
  expect(resources.map(({ name, schema }) => [name, schema.fields.map((each) => each.name)])).toEqual(
    contracts.map(({ dataset, columns }) => [dataset, columns.map(({ name }) => name)]),
  );
  for (const { schema } of resources) {
    const names = schema.fields.map(({ name }) => name);
    expect(schema.primaryKey?.filter((name) => !names.includes(name)) ?? []).toEqual([]);
  }
  const repairs = resources.find(({ name }) => name === 'repairs')?.schema.fields ?? [];
  expect(repairs.find(({ name }) => name === 'result')?.constraints?.enum).toContain('已修复');
  expect(repairs.find(({ name }) => name === 'in_warranty')?.trueValues).toContain('保内');
});

describe('JSON Schema of the configuration, read by another implementation', () => {
  const { $defs: _rows, ...root } = configurationJsonSchema();
  const accepts = (value: unknown): boolean => z.fromJSONSchema(root).safeParse(value).success;

  test.each([
    [{}, true],
    [{ home_province: '广东', defects: { comparison: '>=' }, columns: { tickets: { accepted_at: ['建单时间'] } } }, true],
    [{ home_provinz: '广东' }, false],
    [{ defects: { comparison: '=' } }, false],
    [{ columns: { tickets: { acceptedAt: ['建单时间'] } } }, false],
    [{ warranty_months: -1 }, false],
  ])('%j: %s', (value, isAccepted) => {
    expect(accepts(value)).toBe(isAccepted);
  });
});

test('ODCS is printed as YAML, which reads back as the document of --json', async () => {
  const { document, lines } = await contractsCommand.run({ format: 'odcs' }, quietEffects);
  expect(parse(lines.join('\n'))).toEqual(document);
});
