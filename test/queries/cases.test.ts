import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseSchema, openCaseSchema } from './case-schema.js';
import { runCase } from './run-case.js';

const here = dirname(fileURLToPath(import.meta.url));
let schema: CaseSchema;

beforeAll(async () => {
  schema = await openCaseSchema();
}, 60_000);

afterAll(() => schema.database.close());

test('every model runs on empty sources', () => {
  expect(Object.fromEntries(schema.broken)).toEqual({});
});

describe.each(foldersIn(here))('%s', (model) => {
  test.each(foldersIn(join(here, model)))('%s', async (name) => {
    const { actual, expected, faultyKeys } = await runCase(schema, model, join(here, model, name));
    expect(actual).toEqual(expected);
    expect(faultyKeys).toEqual([]);
  });
});

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
