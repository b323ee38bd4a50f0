import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

const folder = temporaryFolder();
const inside = join(folder, "in'side 里");
const outside = join(folder, 'outside');
const single = join(outside, 'single.csv');
const secret = join(outside, 'secret.csv');

let database: Database;
beforeAll(async () => {
  for (const each of [inside, outside]) mkdirSync(each);
  for (const file of [single, secret, join(inside, 'own.csv')]) writeFileSync(file, 'a\n1\n');
  symlinkSync(secret, join(inside, 'link.csv'));
  symlinkSync(inside, join(folder, 'way-in'));
  database = await Database.open(':memory:', { threads: 1, reach: { folders: [inside], files: [single] } });
});
afterAll(() => database.close());

describe('what a database may touch', () => {
  const at = (...parts: string[]): string => literal(join(...parts));

  test.each([
    `from read_csv(${at(inside, 'own.csv')})`,
    `from read_csv(${at(single)})`,
    `copy (select 1) to ${at(inside, 'new.parquet')} (format parquet)`,
    `attach ${at(inside, 'new.duckdb')} as new_one`,
    'set threads = 2',
    "set search_path = 'memory.main'",
  ])('it may: %s', async (statement) => {
    await database.run(statement);
  });

  const denied = /Permission Error|configuration has been locked|Extension .* not found|extension is not loaded|requires the extension/i;
  const climbing = `${inside}/../outside/secret.csv`;

  test.each([
    `from read_csv(${at(secret)})`,
    "from read_text('/etc/passwd')",
    "from read_blob('/etc/passwd')",
    `from read_text(${literal(climbing)})`,
    `from read_text(${at(inside, 'link.csv')})`,
    `from glob(${at(outside, '*')})`,
    `from ${literal(secret)}`,
    "from read_csv('https://example.org/x.csv')",
    "from read_parquet('s3://bucket/x.parquet')",
    `copy (select 1) to ${at(outside, 'taken.csv')}`,
    `copy (select 1) to ${literal(`${inside}/../taken.csv`)}`,
    `attach ${at(outside, 'other.duckdb')} as other_one`,
    "attach 'https://example.org/x.duckdb' as far (read_only)",
    `export database ${at(outside, 'all')}`,
    'install httpfs',
    'load httpfs',
    `load ${at(outside, 'x.duckdb_extension')}`,
    'set enable_external_access = true',
    "set allowed_directories = ['/']",
    "set allowed_paths = ['/etc/passwd']",
    "set allowed_configs = ['enable_external_access']",
    'set lock_configuration = false',
    'set autoload_known_extensions = true',
    "set temp_directory = '/'",
    'reset enable_external_access',
  ])('it may not: %s', async (statement) => {
    await expect(database.run(statement)).rejects.toThrow(denied);
    expect(readdirSync(outside).sort()).toEqual(['secret.csv', 'single.csv']);
  });

  test('a folder that a link leads to is the folder', async () => {
    const linked = join(folder, 'way-in');
    const other = await Database.open(':memory:', { threads: 1, reach: { folders: [linked] } });
    try {
      await other.run(`from read_csv(${literal(join(linked, 'own.csv'))})`);
    } finally {
      other.close();
    }
  });

  test('what does not fit in memory still goes to the spill folder', async () => {
    const options = { threads: 1, memoryLimit: '80MB', spillFolder: folder, reach: { folders: [] } };
    const other = await Database.open(':memory:', options);
    try {
      const sorted = "select text from (select md5(i::varchar) || repeat('x', 100) as text from range(1500000) as r(i)) order by text";
      expect((await other.row<{ rows: number }>(`select count(*) as rows from (${sorted} offset 1)`)).rows).toBe(1_499_999);
    } finally {
      other.close();
    }
  });
});

test('every database the program opens says what it may touch', () => {
  const files = readdirSync(join(packageRoot, 'pipeline'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const openings = files.flatMap((file) => {
    const text = readFileSync(join(packageRoot, 'pipeline', file), 'utf8');
    return [...text.matchAll(/Database\.open\(([\s\S]*?)\);/g)].map(([, options = '']) => `${file}: ${options}`);
  });
  expect(openings.length).toBeGreaterThan(8);
  // `databaseOptions` makes options that hold a reach.
  expect(openings.filter((opening) => !/reach|databaseOptions/.test(opening))).toEqual([]);
});

describe('links among the exports', () => {
  const header = '工单编号,问题类型,受理时间\n';

  test('lead where their owner has put them: the file is an export, wherever it lies', async () => {
    const [exports, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(elsewhere, 'original.csv'), `${header}GD1,其他,2026-10-03 09:30\n`);
    symlinkSync(join(elsewhere, 'original.csv'), join(exports, '工单.csv'));
    const { validation } = await validateExports({ inputs: [exports], maxRejectRate: 0 }, quietEffects);
    expect(validation.files.map(({ path, read }) => [path, read])).toEqual([['工单.csv', 1]]);
    const out = temporaryFolder();
    await runPeriod({ period: '2026-10', inputs: [exports], out, locale: 'en' }, quietEffects);
    expect(readdirSync(join(out, 'store', 'tickets'))).toHaveLength(1);
  });
});
