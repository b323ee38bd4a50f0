import { expect, test } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';

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
