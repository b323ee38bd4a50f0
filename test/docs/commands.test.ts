import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { optionsOf, sharedByAll } from '../../pipeline/command-line/argument.js';
import { readArguments } from '../../pipeline/command-line/read-arguments.js';
import { commands } from '../../pipeline/commands/index.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { codeLinesOf, codeSpansOf, commandLinesOf, isSynopsis, readDocuments, readWorkflows } from './documents.js';

// Of synopses the options are looked at, not their values.
const commandLines = readDocuments().flatMap(({ path, text }) =>
  [...codeLinesOf(text), ...codeSpansOf(text)]
    // What is behind `>` is for the shell.
    .map((line) => line.replace(/^npx /, '').replace(/\s+(#|>>? ).*$/, ''))
    .filter((line) => /^fieldreview [a-z-]+/.test(line))
    .map((line) => ({ path, line })),
);
const examples = commandLines.filter(({ line }) => !isSynopsis(line));
const synopses = commandLines.filter(({ line }) => isSynopsis(line));
const scripts = (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;

test.each(examples)('$path: $line', async ({ line }) => {
  await expect(parse(line)).resolves.toBe('understood');
});

test.each(readWorkflows().flatMap(({ path, text }) => commandLinesOf(text).map((line) => ({ path, line }))))(
  '$path: $line',
  async ({ line }) => {
    await expect(parse(line.replace(/ > .*$/, ''))).resolves.toBe('understood');
  },
);

test.each(synopses)('$path: $line', ({ line }) => {
  const [name = ''] = line.split(' ').slice(1);
  const known = namesOf(name);
  const named = [...line.matchAll(/--([a-z-]+)/g)].map((option) => option[1] ?? '');
  expect(named.filter((option) => !known.includes(option))).toEqual([]);
});

test('every command has an example in README.md and its synopsis in both guides', () => {
  const shown = (path: string): string[] => commandLines.filter((line) => line.path === path).map(({ line }) => line.split(' ')[1] ?? '');
  for (const { name } of commands) {
    expect(shown('README.md'), name).toContain(name);
    expect(shown('docs/user-guide.en.md'), name).toContain(name);
    expect(shown('docs/user-guide.zh-CN.md'), name).toContain(name);
  }
});

test('synopses name every option of their command', () => {
  const everywhere = sharedByAll.map(({ name }) => name);
  for (const { line, path } of synopses) {
    const known = namesOf(line.split(' ')[1] ?? '').filter((option) => !everywhere.includes(option));
    expect(
      known.filter((option) => !line.includes(`--${option}`)),
      `${path}: ${line}`,
    ).toEqual([]);
  }
});

test.each(commands.flatMap(({ examples: own }) => own))('the help: %s', async (example) => {
  await expect(parse(`fieldreview ${example.replace(/ >>? .*$/, '').replaceAll("'", '')}`)).resolves.toBe('understood');
});

test('npm scripts that are named exist', () => {
  const lines = readDocuments().flatMap(({ text }) => [...codeLinesOf(text), ...codeSpansOf(text)]);
  const named = lines.flatMap((line) => [...line.matchAll(/\bnpm (?:run )?([a-z:]+)/g)].map((found) => found[1] ?? ''));
  expect(named).toContain('start');
  expect([...new Set(named)].filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([]);
});

test('workflow files are YAML that installs the program and checks exports', () => {
  for (const { path, text } of readWorkflows()) {
    expect(() => parseYaml(text) as unknown, path).not.toThrow();
    expect(commandLinesOf(text).filter((line) => line.startsWith('fieldreview validate exports')).length, path).toBeGreaterThan(0);
    expect(text, path).toContain('npm install --global "$FIELDREVIEW"');
  }
});

test('test files that are named for one run exist', () => {
  const lines = readDocuments().flatMap(({ text }) => [...codeLinesOf(text), ...codeSpansOf(text)]);
  const named = lines.flatMap((line) => [...line.matchAll(/\bvitest run (\S+)/g)].map((found) => found[1] ?? ''));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((file) => !existsSync(join(packageRoot, file)))).toEqual([]);
});

/** Reads a command line as the program would, and runs nothing. */
async function parse(line: string): Promise<'understood'> {
  await readArguments(line.split(/\s+/).slice(1), commands);
  return 'understood';
}

function namesOf(command: string): string[] {
  const found = commands.find(({ name }) => name === command);
  if (!found) throw new Error(`there is no command ${command}`);
  return optionsOf(found).map(({ name }) => name);
}
