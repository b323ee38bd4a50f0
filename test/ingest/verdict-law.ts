import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Contract } from '../../pipeline/contracts/index.js';
import { definedVerdicts, type GivenRow, openReader, type Setting, setting, sqlVerdicts } from './compare-verdicts.js';
import { randomRow } from './random-cells.js';

/** The configurations under which the law is tried. */
export const verdictSettings: Record<string, Setting> = {
  'with the defaults': setting('', false),
  'in a workbook, abroad, with words of the configuration': setting(
    `timezone: America/New_York
serial_placeholders: [n.n., '0', Ｘ9]
enums:
  status: { open: ['-', '没动'], completed: ['Ｄｏｎｅ'], cancelled: ['无'] }
  reached: { 'false': ['无', '/'] }
  confirmed: { 'true': ['N/A'] }
  priority: { low: ['一般'] }
`,
    true,
  ),
};

/** Rows of every kind get the same codes, columns, warnings and values from SQL and from their definition. */
export async function expectEqualVerdicts(
  contract: Contract,
  configured: Setting,
  size: { rows: number; runs: number; seed?: number },
): Promise<void> {
  const database = await openReader(configured);
  try {
    const property = fc.asyncProperty(
      fc.array(randomGiven(contract, configured), { minLength: size.rows, maxLength: size.rows }),
      async (rows) => {
        const found = await sqlVerdicts(database, contract, rows, configured);
        const defined = definedVerdicts(contract, rows, configured);
        expect(found).toHaveLength(rows.length);
        const differing = found.flatMap((verdict, index) => (isDeepStrictEqual(verdict, defined[index]) ? [] : [index]));
        const [first] = differing;
        expect({ rows: differing.length, ...(first !== undefined && { cells: rows[first]?.cells, verdict: found[first] }) }).toEqual({
          rows: 0,
          ...(first !== undefined && { cells: rows[first]?.cells, verdict: defined[first] }),
        });
      },
    );
    // The first differing row is what there is to see; shrinking hundreds of rows would take minutes.
    await fc.assert(property, { numRuns: size.runs, endOnFailure: true, ...(size.seed === undefined ? {} : { seed: size.seed }) });
  } finally {
    database.close();
  }
}

function randomGiven(contract: Contract, { configuration }: Setting): fc.Arbitrary<GivenRow> {
  const structure = fc.oneof(
    { weight: 30, arbitrary: fc.constant('' as const) },
    { weight: 1, arbitrary: fc.constantFrom('undecodable' as const, 'ragged_row' as const) },
  );
  return fc.record({ structure, cells: randomRow(contract, configuration.enums) });
}
