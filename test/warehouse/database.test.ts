import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { temporaryFolder } from '../run/example.js';

const heavy = 'select count(*) as n from range(30000000) t(i) where hash(i) % 3 = 0';

test('a database that is closed while a statement runs lets it end', async () => {
  for (let round = 0; round < 5; round++) {
    const database = await Database.open(':memory:', { threads: 1 });
    const running = database.row<{ n: number }>(heavy);
    database.close();
    await expect(database.run('select 1')).rejects.toThrow('closed');
    expect((await running).n).toBeGreaterThan(0);
    database.close();
  }
});

test('rows that are read in batches end with the database', async () => {
  const database = await Database.open(':memory:', { threads: 1 });
  const batches = database.batches('select i from range(100000) t(i)');
  expect((await batches.next()).done).toBe(false);
  database.close();
  await expect(batches.next()).rejects.toThrow('closed');
});

test('two databases with one folder for what does not fit in memory do not touch what the other has put there', async () => {
  const spillFolder = temporaryFolder();
  const options = { threads: 1, memoryLimit: '40MB', spillFolder };
  const texts = (salt: string): string => `select ${literal(salt)} || md5(i::varchar) as text from range(1000000) t(i)`;
  const digest = 'select bit_xor(hash(text))::varchar as digest from';
  const [one, other] = await Promise.all([Database.open(':memory:', options), Database.open(':memory:', options)]);
  try {
    await one.run(`create temp table texts as ${texts('one')}`);
    await other.run(`create temp table texts as ${texts('other')}`);
    expect(readdirSync(spillFolder, { recursive: true }).length).toBeGreaterThan(2);
    expect(await one.row(`${digest} texts`)).toEqual(await one.row(`${digest} (${texts('one')})`));
    one.close();
    expect(await other.row(`${digest} texts`)).toEqual(await other.row(`${digest} (${texts('other')})`));
    await other.run('drop table texts');
  } finally {
    one.close();
    other.close();
  }
  expect(readdirSync(spillFolder)).toEqual([]);
});

test('a file that the disk has no room for is not closed in silence', () => {
  const script = `
    import { Database } from ${JSON.stringify(pathToFileURL(join(packageRoot, 'dist', 'pipeline', 'warehouse', 'database.js')).href)};
    const database = await Database.open(process.argv[1], { threads: 1 });
    await database.run('create table rows as select i, hash(i) as h from range(2000) t(i)');
    console.log('made');
    await database.closeWhole().catch((error) => console.log(error.message));`;
  const file = join(temporaryFolder(), 'warehouse.duckdb');
  const node = [process.execPath, '--input-type=module', '-e', script, file];
  // 64 KiB: the log of the changes fits, the file they belong into does not.
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 128; exec "$@"', 'sh', ...node], { encoding: 'utf8' });
  expect(stdout).toMatch(/^made\n.*File too large/);
});
