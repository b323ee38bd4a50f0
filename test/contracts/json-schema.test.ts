import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contractOf, contracts } from '../../pipeline/contracts/index.js';
import { jsonSchemaOf } from '../../pipeline/contracts/json-schema.js';
import { rowJudge } from '../../pipeline/contracts/row-schema.js';

const settings = { zone: 'Asia/Shanghai' };

/** zod reads the schema back: an implementation of JSON Schema that is not ours. */
const accepts = (dataset: string, row: unknown) => z.fromJSONSchema(jsonSchemaOf(contractOf(dataset))).safeParse(row).success;

test.each(contracts.map(({ dataset }) => dataset))('%s: names every column, in order', (dataset) => {
  expect(jsonSchemaOf(contractOf(dataset)).required).toEqual(contractOf(dataset).columns.map(({ name }) => name));
});

describe('accepts the typed values of a row without faults', () => {
  test.each([
    [
      'tickets',
      { ticket_id: 'a', category: '其他', accepted_at: '2026-10-03', due_at: '2026-10-04', confirmed: '是', purchased_on: '20260101' },
    ],
    ['repairs', { repair_id: 'a', fault_code: 'E', labor_cost: '1,234.50元', in_warranty: '保外' }],
    ['revisits', { revisit_id: 'a', ticket_id: 'b', revisited_at: '2026-10-03 09:30', effect_score: '5分', recommend_score: '10' }],
    ['lots', { lot_no: 'a', model: 'b', shipped_qty: '1,000' }],
  ])('of %s', (dataset, row) => {
    const { values, faults } = rowJudge(contractOf(dataset), settings)(row);
    expect(faults).toEqual([]);
    expect(accepts(dataset, values)).toBe(true);
  });
});

describe('refuses', () => {
  const { values } = rowJudge(contractOf('revisits'), settings)({ revisit_id: 'a', ticket_id: 'b', revisited_at: '2026-10-03' });

  test.each([
    ['a required column that is null', { ...values, ticket_id: null }],
    ['a score beyond its range', { ...values, effect_score: 6 }],
    ['a word outside the list', { ...values, method: '电话' }],
    ['a time in another form', { ...values, followed_up_at: '2026-10-03T09:30:00' }],
    ['a column of no contract', { ...values, extra: 1 }],
  ])('%s', (_name, row) => {
    expect(accepts('revisits', values)).toBe(true);
    expect(accepts('revisits', row)).toBe(false);
  });

  test('a negative amount', () => {
    const repair = rowJudge(contractOf('repairs'), settings)({ repair_id: 'a', fault_code: 'E' }).values;
    expect(accepts('repairs', { ...repair, labor_cost: '1.5' })).toBe(true);
    expect(accepts('repairs', { ...repair, labor_cost: '-1.5' })).toBe(false);
  });
});
