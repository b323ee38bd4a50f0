import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from './example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

/** Modules the program loads for a command line, those of Node itself left out. Counted, since time says nothing on a busy machine. */
async function modulesFor(...args: string[]): Promise<string[]> {
  const folder = temporaryFolder();
  const [hooks, list] = [join(folder, 'hooks.mjs'), join(folder, 'modules.txt')];
  writeFileSync(
    hooks,
    `import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      if (url.startsWith('file:')) appendFileSync(${JSON.stringify(list)}, url + '\\n');
      return next(url, context);
    }`,
  );
  const register = `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks).href)});`;
  await promisify(execFile)(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(register)}`, program, ...args]);
  return readFileSync(list, 'utf8').trim().split('\n');
}

test.each([
  { args: ['--version'], most: 10 },
  { args: ['--help'], most: 40 },
  { args: ['run', '--help'], most: 35 },
  { args: ['--complete', 'bash', 'fieldreview', 'run', '--p'], most: 35 },
])('$args loads few modules, and none of a library', async ({ args, most }) => {
  const modules = await modulesFor(...args);
  expect(modules.filter((url) => url.includes('/node_modules/'))).toEqual([]);
  expect(modules.length).toBeLessThanOrEqual(most);
});

test('a library that is loaded is seen', async () => {
  expect((await modulesFor('contracts', '--format', 'odcs')).some((url) => url.includes('/node_modules/yaml/'))).toBe(true);
});
