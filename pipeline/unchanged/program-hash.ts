import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.js';

/** What the program reads while it runs, below the folder of package.json. */
const shipped = ['package.json', 'queries', join('pipeline', 'config', 'data'), join('reports', 'script'), join('reports', 'theme')];

/** Folder that holds the running code: the checkout itself, or what was built from it. */
const codeRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * sha256 of everything a result follows from besides its inputs: code, models, styles, shipped policy and calendar, and
 * the version of Node. The product's version alone would take a changed model of a checkout for the same program.
 */
export function programHash(root: string = packageRoot): string {
  const code = [join(codeRoot, 'pipeline'), join(codeRoot, 'reports')];
  const files = [...new Set([...shipped.map((name) => join(root, name)), ...code].flatMap(filesBelow))].sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\n${relative(root, file).split(sep).join('/')}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}
