import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../hash-file.js';
import { sha256Of } from '../publish/publication.js';
import { publishedPeriods } from '../publish/published-periods.js';
import type { Layout } from '../warehouse/layout.js';

/** The file of that name below `root`, or those below the folder of that name, with `/`; none if there is neither. */
export function filesOf(root: string, name: string): string[] {
  const found = statSync(join(root, name), { throwIfNoEntry: false });
  if (found === undefined) return [];
  return found.isDirectory() ? readdirSync(join(root, name)).flatMap((inner) => filesOf(root, `${name}/${inner}`)) : [name];
}

/** sha256 of the figures of every period published in OUT but the named one: the index is made of them. */
export function hashOtherPeriods({ out }: Layout, period: string): Record<string, string> {
  const others = publishedPeriods(out).filter((name) => name !== period);
  return Object.fromEntries(others.map((name) => [name, sha256Of(readFileSync(join(out, name, 'figures.json')))]));
}

/** Files read at the same time: while one is hashed the others are read. */
const atOnce = 4;

/** Whether all files are there with these contents (path, sha256); the first that is not ends the search. */
export async function areAsExpected(files: readonly (readonly [string, string])[]): Promise<boolean> {
  if (!files.every(([path]) => existsSync(path))) return false;
  let isAlike = true;
  await inTurn(files, async ([path, sha256]) => {
    if (isAlike && (await hashFile(path)) !== sha256) isAlike = false;
  });
  return isAlike;
}

/** sha256 of every file, by the name it is given. */
export async function hashAll(files: readonly (readonly [name: string, path: string])[]): Promise<Record<string, string>> {
  const hashes = new Map<string, string>();
  await inTurn(files, async ([name, path]) => {
    hashes.set(name, await hashFile(path));
  });
  return Object.fromEntries([...hashes].sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
