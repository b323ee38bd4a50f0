import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Check } from './diagnose.js';

const gigabyte = 2 ** 30;
/** A year of exports of a middle-sized company takes a few hundred megabytes, twice while a run works. */
const enough = 2 * gigabyte;

/** Whether a run could write its results into the folder, which need not be there yet, and how much room there is. */
export function lookAtFolder(out: string): Check[] {
  const folder = nearestThere(resolve(out));
  if (!isWritable(folder)) {
    return [{ check: 'out', state: 'problem', finding: `${out}: ${folder} cannot be written into. Name another folder with --out` }];
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = `${((bavail * bsize) / gigabyte).toFixed(1)} GB free`;
  return [
    { check: 'out', state: 'ok', finding: existsSync(resolve(out)) ? `${out} can be written into` : `${out} can be made` },
    bavail * bsize >= enough
      ? { check: 'disk', state: 'ok', finding: free }
      : {
          check: 'disk',
          state: 'warning',
          finding: `${free}; a run may need more than that. Make room, or name another folder with --out`,
        },
  ];
}

function nearestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestThere(dirname(folder));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
