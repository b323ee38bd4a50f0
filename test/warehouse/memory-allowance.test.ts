import { afterEach, expect, test } from 'vitest';
import { engineLimits } from '../../pipeline/engine-limits.js';
import { UserError } from '../../pipeline/errors.js';
import { Database, type DatabaseOptions } from '../../pipeline/warehouse/database.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** Takes more than 50 MB, and cannot be put on the disk. */
const large = 'from (select list(md5(i::varchar)) as texts from range(1000000) as r(i))';
const few = { threads: 1, memoryLimit: '50MB', reach: { folders: [] } } as const;
const outOfMemory = 'Out of Memory Error';

let database: Database | undefined;

async function open(options: DatabaseOptions): Promise<Database> {
  database = await Database.open(':memory:', { spillFolder: temporaryFolder(), ...options });
  return database;
}

async function limitOf(opened: Database): Promise<number> {
  const { bytes } = await opened.row<{ bytes: number }>(`select parse_formatted_bytes(current_setting('memory_limit'))::double as bytes`);
  return bytes;
}

afterEach(() => {
  database?.close();
  database = undefined;
});

test('a limit that was asked for is held', async () => {
  const held = await open(few);
  await expect(held.row(`select len(texts) as texts ${large}`)).rejects.toThrow(outOfMemory);
  expect(await limitOf(held)).toBeLessThan(51_000_000);
});

test('one that grows does so by half until a statement can do with it, and not before', async () => {
  const growing = await open({ ...few, growsMemory: true });
  await growing.run('create table numbers as select i from range(100000) as r(i)');
  expect(await limitOf(growing)).toBeLessThan(51_000_000);
  expect(await growing.row(`select len(texts) as texts ${large}`)).toEqual({ texts: 1_000_000 });
  const steps = Math.log((await limitOf(growing)) / 50_000_000) / Math.log(1.5);
  expect(steps).toBeGreaterThan(0.9);
  expect(steps).toBeCloseTo(Math.round(steps), 1);
});

test('one that grows is larger from the start for many rows, and a limit that was asked for is not', async () => {
  const growing = await open({ ...few, growsMemory: true });
  await growing.expectRows(10_000_000);
  const limit = await limitOf(growing);
  expect(limit).toBeGreaterThan(99_000_000);
  await growing.expectRows(10);
  expect(await limitOf(growing)).toBe(limit);
  growing.close();
  const held = await open(few);
  await held.expectRows(10_000_000);
  expect(await limitOf(held)).toBeLessThan(51_000_000);
});

test('one that grows goes back where little is needed, and grows from there', async () => {
  const growing = await open({ ...few, growsMemory: true });
  await growing.expectRows(10_000_000);
  await growing.expectLittle();
  expect(await limitOf(growing)).toBeLessThan(26_000_000);
  expect(await growing.row(`select len(texts) as texts ${large}`)).toEqual({ texts: 1_000_000 });
  growing.close();
  const held = await open(few);
  await held.expectLittle();
  expect(await limitOf(held)).toBeGreaterThan(49_000_000);
});

test('what is in use stays, and the limit with it', async () => {
  const growing = await open({ ...few, growsMemory: true });
  const beside = await growing.connectBeside();
  try {
    const texts = growing.batches<{ text: string }>(`select unnest(texts) as text ${large}`);
    await texts.next();
    const limit = await limitOf(beside);
    await beside.expectLittle();
    expect(await limitOf(beside)).toBe(limit);
    await texts.return(undefined);
  } finally {
    beside.close();
  }
});

test('a statement that is to do with what there is fails where another is given more', async () => {
  const growing = await open({ ...few, growsMemory: true });
  await expect(growing.runWithin(`create table texts as select len(texts) as n ${large}`)).rejects.toThrow(outOfMemory);
  expect(await limitOf(growing)).toBeLessThan(51_000_000);
  await growing.run(`create table texts as select len(texts) as n ${large}`);
  expect(await limitOf(growing)).toBeGreaterThan(51_000_000);
});

test('rows that are read in batches or column by column have it too, and come once', async () => {
  const growing = await open({ ...few, growsMemory: true });
  const texts = `select unnest(texts[:5000]) as text ${large}`;
  let rows = 0;
  for await (const batch of growing.batches(texts)) rows += batch.length;
  expect(rows).toBe(5000);
  const again = await open({ ...few, growsMemory: true });
  for await (const chunk of again.columnChunks(texts)) rows += chunk.rows;
  expect(rows).toBe(10_000);
  growing.close();
});

test('connections beside each other share it', async () => {
  const growing = await open({ ...few, growsMemory: true });
  const beside = await growing.connectBeside();
  try {
    const wanted = [growing, beside].map((one) => one.row(`select len(texts) as texts ${large}`));
    expect(await Promise.all(wanted)).toEqual([{ texts: 1_000_000 }, { texts: 1_000_000 }]);
  } finally {
    beside.close();
  }
});

test('it never passes what the engine would take by itself, and what is wrong otherwise is not tried again', async () => {
  const usual = await open({ threads: 1 });
  const most = await limitOf(usual);
  usual.close();
  const growing = await open({ threads: 1, memoryLimit: `${2 * most}B`, growsMemory: true, reach: { folders: [] } });
  expect(await limitOf(growing)).toBeLessThanOrEqual(most * 1.001);
  await expect(growing.run('select error($$Out of order$$)')).rejects.toThrow('Out of order');
});

test('what the environment says is held; without it the engine begins with little', () => {
  const limitsIn = (environment: Record<string, string>) => engineLimits({ ...quietEffects, environment });
  expect(limitsIn({})).toEqual({ memoryLimit: '384MiB', growsMemory: true });
  expect(limitsIn({ FIELDREVIEW_MEMORY_LIMIT: '3GB', FIELDREVIEW_THREADS: '2' })).toEqual({ memoryLimit: '3GB', threads: 2 });
  expect(limitsIn({ FIELDREVIEW_MEMORY_LIMIT: '1.5 GiB', FIELDREVIEW_THREADS: '' })).toEqual({ memoryLimit: '1.5 GiB' });
});

test.each([
  ['FIELDREVIEW_MEMORY_LIMIT', 'viel'],
  ['FIELDREVIEW_MEMORY_LIMIT', '0GB'],
  ['FIELDREVIEW_MEMORY_LIMIT', '-1'],
  ['FIELDREVIEW_THREADS', '0'],
  ['FIELDREVIEW_THREADS', '1.5'],
])('%s=%s is refused with what is expected', (name, value) => {
  const refused = () => engineLimits({ ...quietEffects, environment: { [name]: value } });
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(`${name}: "${value}" is not a`);
});
