import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelsBehind } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import type { Row } from '../../pipeline/warehouse/database.js';
import { type CaseSchema, openCaseSchema } from './case-schema.js';
import { inventedExports } from './invented-exports.js';

let schema: CaseSchema;

beforeAll(async () => {
  schema = await openCaseSchema();
  for (const statement of inventedExports) await schema.database.run(statement);
}, 120_000);

afterAll(() => schema.database.close());

async function groupsOfOthers(): Promise<Row[]> {
  for (const model of modelsBehind([...schema.models.values()], ['defect_groups'])) await runModel(schema.database, model);
  return schema.database.rows(`select * from defect_groups where lot_no is null or lot_no <> 'NEW' order by group_id`);
}

test('a lot of a model of its own, with any shipments and faults, moves no group of another lot', async () => {
  const before = await groupsOfOthers();
  expect(before.length).toBeGreaterThan(100);
  const day = fc.integer({ min: 0, max: 700 });
  const property = fc.asyncProperty(
    fc.array(fc.record({ day, units: fc.integer({ min: 0, max: 500 }) }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.record({ day, code: fc.constantFrom('E0', 'E1', 'OTHER') }), { maxLength: 40 }),
    async (shipments, faults) => {
      for (const [index, { day: shipped, units }] of shipments.entries()) {
        await schema.database.run(`insert into raw_lots by name select 'NEW' as lot_no, 'NEW-MODEL' as model, date '2024-10-01' as produced_on,
          date '2024-10-01' + ${shipped} as shipped_on, ${units} as shipped_qty, ${1000 + index} as row_order`);
      }
      for (const [index, { day: finished, code }] of faults.entries()) {
        await schema.database.run(`insert into raw_repairs by name select 'NEW' || ${index} as repair_id, 'NEW' as lot_no, 'NEW-MODEL' as model,
          '${code}' as fault_code, timestamp '2024-10-01' + to_days(${finished}) as finished_at, 'fixed' as result, ${100_000 + index} as row_order`);
      }
      try {
        expect(await groupsOfOthers()).toEqual(before);
      } finally {
        await schema.database.run(`delete from raw_lots where lot_no = 'NEW'; delete from raw_repairs where lot_no = 'NEW'`);
      }
    },
  );
  await fc.assert(property, { numRuns: 3 });
}, 180_000);
