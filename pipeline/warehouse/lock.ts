import { mkdirSync } from 'node:fs';
import { exitCodes, UserError } from '../errors.js';
import { Database } from './database.js';
import type { Layout } from './layout.js';

/**
 * Runs `work` while no other run works in the same OUT; another one is refused with exit code 4. The lock is the one the
 * engine takes on an open database file: the operating system gives it back however the process ends.
 */
export async function withLock<T>(layout: Layout, work: () => Promise<T>): Promise<T> {
  mkdirSync(layout.out, { recursive: true });
  const lock = await openLock(layout);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function openLock(layout: Layout): Promise<Database> {
  try {
    return await Database.open(layout.lock, { threads: 1 });
  } catch (error) {
    if (!(error instanceof Error) || !/lock/i.test(error.message)) throw error;
    throw new UserError(`${layout.out}: another run is working here. Wait until it has ended and run again.`, exitCodes.locked);
  }
}
