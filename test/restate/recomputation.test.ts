import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { figureFamilies } from '../../pipeline/publish/figure-families.js';
import { Recomputation, UnreadableInputs } from '../../pipeline/restate/recomputation.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { temporaryFolder } from '../run/example.js';
import { sampleEntry, sampleInputs } from './sample-inputs.js';

const period = parsePeriod('2026-08');
const samples = figureFamilies.filter(({ id }) => id === 'samples');

describe('inputs that can no longer be computed', () => {
  const store = temporaryFolder();
  const entry = sampleEntry('samples.csv', 'samples');
  let recompute: Recomputation;

  beforeAll(() => {
    recompute = new Recomputation(store, { threads: 1 });
  });

  afterAll(() => recompute.close());

  test('files gone from the store', async () => {
    await expect(recompute.figures(period, sampleInputs([entry]), samples)).rejects.toThrow(UnreadableInputs);
  });

  test('files that lack a column of the contract', async () => {
    mkdirSync(join(store, 'samples'), { recursive: true });
    const database = await Database.open(':memory:', { threads: 1 });
    await database.run(`copy (select 'S1' as sample_id) to '${join(store, 'samples', entry.stored_as)}' (format parquet)`);
    database.close();
    await expect(recompute.figures(period, sampleInputs([entry]), samples)).rejects.toThrow(UnreadableInputs);
  });

  test('a policy that is understood no longer', async () => {
    const inputs = sampleInputs([], { policy: 'clocks: { first_response: { ago: 3 } }' });
    await expect(recompute.figures(period, inputs, samples)).rejects.toThrow(UnreadableInputs);
  });

  test('do not stand in the way of others', async () => {
    const figures = await recompute.figures(period, sampleInputs([]), samples);
    expect([...figures]).toEqual([
      ['samples.in_hand', { value: 0, unit: 'count' }],
      ['samples.received', { value: 0, unit: 'count' }],
      ['samples.untested', { value: 0, unit: 'count' }],
    ]);
  });
});
