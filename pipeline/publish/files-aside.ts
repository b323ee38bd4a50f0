import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';

/**
 * Lets `make` write files into a folder of its own inside `folder`, then moves them to `folder` under their names: until all are
 * whole, what was there before stays. Throws UserError where the disk refuses.
 */
export async function writeFilesAside(folder: string, make: (aside: string) => Promise<readonly string[]>): Promise<void> {
  const aside = join(folder, '.fieldreview-export');
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside);
    const names = await make(aside);
    for (const name of names) renameSync(join(aside, name), join(folder, name));
  } catch (error) {
    throw isRefusal(error)
      ? new UserError(`${folder}: cannot be written (${error.message}). Name another folder with --to, or close the file that is in use.`)
      : error;
  } finally {
    removeQuietly(aside);
  }
}

/** An error of the operating system about a file. */
function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** Where the folder could not even be made there is nothing to remove. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
