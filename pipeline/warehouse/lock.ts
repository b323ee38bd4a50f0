import { existsSync, mkdirSync } from 'node:fs';
import { exitCodes, UserError } from '../errors.js';
import { explainMachineFault } from '../machine-faults.js';
import { Database } from './database.js';
import type { Layout } from './layout.js';

/**
 * Runs `work` while no other run works in the same OUT; another one is refused with exit code 4. The lock is the one the
 * engine takes on an open database file: the operating system gives it back however the process ends. Throws UserError where the
 * disk refuses.
 */
export async function withLock<T>(layout: Layout, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(layout.out, { recursive: true });
    const lock = await openLock(layout);
    try {
      return await work();
    } finally {
      lock.close();
    }
  } catch (error) {
    const isDecided = existsSync(layout.journal);
    throw explainMachineFault(
      error,
      layout.out,
      isDecided ? 'The results are complete; the next run puts the rest of them in place.' : 'What is published there is unchanged.',
    );
  }
}

/** In the engine's words; the name of the file, which any other error has as well, must not match. */
const heldElsewhere = /could not set lock|conflicting lock|used by another process/i;

async function openLock(layout: Layout): Promise<Database> {
  try {
    return await Database.open(layout.lock, { threads: 1, reach: { folders: [] } });
  } catch (error) {
    if (!(error instanceof Error) || !heldElsewhere.test(error.message)) throw error;
    throw new UserError(`${layout.out}: another run is working here. Wait until it has ended and run again.`, exitCodes.locked);
  }
}
