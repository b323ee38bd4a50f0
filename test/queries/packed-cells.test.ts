import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMacros } from '../../pipeline/transform/models.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { sourceStatements } from './source-statements.js';

let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 1 });
  for (const statement of [...sourceStatements, ...readMacros()]) await database.run(statement);
});

afterAll(() => database.close());

/** Seconds since 1970, of the years 1 to 9999, and a precision. */
const cell = fc.tuple(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), fc.integer({ min: 0, max: 2 }));

test('packed cells are ordered by time and then by precision, and unpacked as they were', async () => {
  const edges: [number, number][] = [-1, 0, 1].flatMap((second) => [0, 1, 2].map((precision): [number, number] => [second, precision]));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 40 }), async (random) => {
      const rows = [...edges, ...random].map(([second, precision]) => `(make_timestamp(${second * 1_000_000}), ${precision}::utinyint)`);
      const wrong = await database.rows(`
        with cells as (select cell, precision, packed_cell(cell, precision) as packed from (values ${rows.join(', ')}) as cells(cell, precision))
        select one.cell, one.precision from cells as one cross join cells as other
        where (one.packed < other.packed) <> (one.cell < other.cell or (one.cell = other.cell and one.precision < other.precision))
          or unpacked_cell(one.packed) <> one.cell or unpacked_precision(one.packed) <> one.precision`);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('no cell packs to none, whatever its precision', async () => {
  expect(await database.row('select packed_cell(null::timestamp, 2::utinyint) as packed, unpacked_cell(null) as cell')).toEqual({
    packed: null,
    cell: null,
  });
});
