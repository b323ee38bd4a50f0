import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameBelow } from '../name-below.js';
import { packageRoot } from '../package-root.js';
import { filesOf } from './hash-outputs.js';

/** What the program reads while it runs, below the folder of package.json. */
const shipped = ['package.json', 'queries', 'pipeline/config/data', 'reports/script', 'reports/theme'];

/** Folder that holds the running code: the checkout itself, or what was built from it. */
const codeRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * sha256 of everything a result follows from besides its inputs: code, models, styles, shipped policy and calendar, and
 * the version of Node. The product's version alone would take a changed model of a checkout for the same program.
 */
export function programHash(root: string = packageRoot): string {
  const below = (folder: string, name: string): string[] =>
    filesOf(folder, name).flatMap((file) => (file.endsWith('.d.ts') ? [] : [join(folder, file)]));
  const code = ['pipeline', 'reports'].flatMap((name) => below(codeRoot, name));
  const files = [...new Set([...shipped.flatMap((name) => below(root, name)), ...code])].sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\n${nameBelow(root, file) ?? file}\n`).update(readFileSync(file));
  return hash.digest('hex');
}
