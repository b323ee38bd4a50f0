import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';
import { Lanes } from '../../pipeline/warehouse/lanes.js';

let database: Database;
let lanes: Lanes;
beforeEach(async () => {
  database = await Database.open(':memory:', { threads: 2 });
  lanes = await Lanes.open(database);
});
afterEach(async () => {
  await lanes.close();
  database.close();
});

/** Work that ends when it is told to. */
function held(): { work: () => Promise<void>; release: () => void } {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => gate, release };
}

test('as much runs side by side as the engine has threads; the next waits for a lane', async () => {
  const [first, second] = [held(), held()];
  const begun: string[] = [];
  await lanes.start(first.work);
  await lanes.start(second.work);
  const third = lanes.start(async () => {
    begun.push('third');
  });
  await new Promise(setImmediate);
  expect(begun).toEqual([]);
  second.release();
  await third;
  expect(begun).toEqual(['third']);
  first.release();
  await lanes.finish();
});

test('every lane sees what the database holds, and keeps its own temporary tables', async () => {
  await database.run(`create macro doubled(x) as 2 * x; create table numbers as select 21 as n`);
  const found: unknown[] = [];
  for (let turn = 0; turn < 6; turn++) {
    await lanes.start(async (lane) => {
      await lane.run(`create or replace temp table mine as select doubled(n) + ${turn} as n from numbers`);
      found.push((await lane.row<{ n: number }>('select n from mine')).n);
    });
  }
  await lanes.finish();
  expect(found.sort()).toEqual([42, 43, 44, 45, 46, 47]);
});

test('work that fails stops what would begin after it, and is told once all has ended', async () => {
  const other = held();
  let hasEnded = false;
  await lanes.start(async () => {
    await other.work();
    hasEnded = true;
  });
  await lanes.start(() => Promise.reject(new Error('changed while it was read')));
  await new Promise(setImmediate);
  await expect(lanes.start(() => Promise.resolve())).rejects.toThrow('changed while it was read');
  other.release();
  await expect(lanes.finish()).rejects.toThrow('changed while it was read');
  expect(hasEnded).toBe(true);
});

/** Threads of the engine that work besides those that wait for it. */
async function helpers(): Promise<number> {
  const { n } = await database.row<{ n: number }>(
    `select (current_setting('threads') - current_setting('external_threads'))::integer as n`,
  );
  return n;
}

test('what runs alone begins when all else has ended, with all threads of the engine', async () => {
  const opened = await Lanes.open(database, { onWaitingThreads: true });
  const other = held();
  const order: string[] = [];
  await opened.start(async () => {
    await other.work();
    order.push('beside');
  });
  const alone = opened.alone(async () => {
    order.push(`alone, helped by ${await helpers()}`);
  });
  await new Promise(setImmediate);
  other.release();
  await alone;
  await opened.start(async () => {
    order.push(`beside, helped by ${await helpers()}`);
  });
  await opened.close();
  expect(order).toEqual(['beside', 'alone, helped by 1', 'beside, helped by 0']);
  expect(await helpers()).toBe(1);
});

test('threads of the engine help a lane only where one piece of work is larger than the share of a lane', async () => {
  const helping = async (sizes: readonly number[]): Promise<number> => {
    const opened = await Lanes.openFor(database, sizes);
    const found = await helpers();
    await opened.close();
    return found;
  };
  expect(await helping([5, 3, 2])).toBe(0);
  expect(await helping([6, 3, 2])).toBe(1);
  // Once the lanes are closed they help again.
  expect(await helpers()).toBe(1);
});
