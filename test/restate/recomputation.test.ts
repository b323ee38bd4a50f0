import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { figureFamilies } from '../../pipeline/publish/figure-families.js';
import { Recomputation, UnreadableInputs } from '../../pipeline/restate/recomputation.js';
import { ingestExports } from '../../pipeline/run-period.js';
import { buildWarehouse } from '../../pipeline/transform/build-warehouse.js';
import { type CatalogueEntry, readCatalogue } from '../../pipeline/warehouse/catalogue.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { writeFiles } from '../ingest/ingest-folder.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { csv } from '../warehouse/with-warehouse.js';
import { sampleConfiguration, sampleEntry, sampleInputs } from './sample-inputs.js';

const period = parsePeriod('2026-08');
const samples = figureFamilies.filter(({ id }) => id === 'samples');

describe('inputs that can no longer be computed', () => {
  const store = temporaryFolder();
  const entry = sampleEntry('samples.csv', 'samples');
  let warehouse: Database;
  let recompute: Recomputation;

  beforeAll(async () => {
    warehouse = await Database.open(':memory:', { threads: 1 });
    await buildWarehouse(warehouse, [], store, sampleConfiguration(''));
    recompute = new Recomputation(warehouse, [], store);
  });

  afterAll(async () => {
    await recompute.close();
    warehouse.close();
  });

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

describe('beside a warehouse', () => {
  const header = '样品编号,来样时间,保管人';
  const out = temporaryFolder();
  let warehouse: Database;
  let entries: CatalogueEntry[];

  beforeAll(async () => {
    const input = temporaryFolder();
    writeFiles(input, {
      'samples_2026-08.csv': csv(header, 'S-1,2026-08-03,甲', 'S-2,2026-08-03,甲'),
      'samples_2026-09.csv': csv(header, 'S-1,2026-08-03,乙'),
    });
    await ingestExports({ inputs: [input], out }, quietEffects);
    warehouse = await Database.open(join(out, 'warehouse.duckdb'), { threads: 1 });
    entries = await readCatalogue(warehouse);
    // What no computation would find: as if no key had come again.
    await warehouse.run('delete from fates_samples');
  });

  afterAll(() => warehouse.close());

  const received = async (asked: readonly CatalogueEntry[], inWarehouse = entries): Promise<number | null | undefined> => {
    const recompute = new Recomputation(warehouse, inWarehouse, join(out, 'store'));
    const figures = await recompute.figures(period, sampleInputs(asked), samples);
    await recompute.close();
    return figures.get('samples.received')?.value;
  };

  test('what became of versions is what the warehouse says, for the same files alone', async () => {
    expect(await received(entries)).toBe(3);
    expect(await received(entries, entries.slice(0, 1))).toBe(2);
    expect(await received(entries, [...entries].reverse())).toBe(2);
    expect(await received(entries.slice(0, 1))).toBe(2);
    expect(await received(entries.slice(1))).toBe(1);
  });

  test('nothing is left in it', async () => {
    const before = await warehouse.rows('select database_name, table_name from duckdb_tables() order by all');
    await received(entries.slice(1));
    expect(await warehouse.rows('select database_name, table_name from duckdb_tables() order by all')).toEqual(before);
  });
});
