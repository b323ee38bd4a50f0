import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';

const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** Programs of Node and of this package: they start alike in every shell. */
const programs = ['npm', 'node', 'tsc', 'biome', 'knip', 'vitest'];

test('scripts of package.json are programs in a row: no variables before them, nothing a shell of one system has alone', () => {
  const commands = Object.entries(scripts).flatMap(([name, script]) => script.split(' && ').map((command) => ({ name, command })));
  const offenders = commands.filter(({ command }) => {
    const outsideQuotes = command.replaceAll(/"(\\"|[^"])*"/g, '""');
    return !programs.includes(command.split(' ')[0] ?? '') || /[|<>;`$%^']|&/.test(outsideQuotes);
  });
  expect(offenders).toEqual([]);
});

test('the product starts programs without a shell', () => {
  const folders = ['pipeline', 'reports'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(packageRoot, folder, name)),
  );
  const shells =
    /\bshell: true|import \{[^}]*\b(exec|execSync)\b[^}]*\} from 'node:child_process'|import \* as \w+ from 'node:child_process'/;
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => shells.test(readFileSync(file, 'utf8')))).toEqual([]);
});
