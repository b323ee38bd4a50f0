import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { commands } from '../../pipeline/commands/index.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { codeLinesOf, codeSpansOf, readDocuments } from './documents.js';

/** Command lines with brackets or `|` are synopses: their options are looked at, not their values. */
const isSynopsis = (line: string): boolean => /[[\]|…]|\.\.\./.test(line);
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

test.each(synopses)('$path: $line', async ({ line }) => {
  const [name = ''] = line.split(' ').slice(1);
  const known = await optionsOf(name);
  const named = [...line.matchAll(/--([a-z-]+)/g)].map((option) => option[1] ?? '');
  expect(named.filter((option) => !known.includes(option))).toEqual([]);
});

test('every command has an example in README.md and its synopsis in both guides', () => {
  const shown = (path: string): string[] => commandLines.filter((line) => line.path === path).map(({ line }) => line.split(' ')[1] ?? '');
  for (const { usage } of commands) {
    const [name = ''] = usage.split(' ');
    expect(shown('README.md'), name).toContain(name);
    expect(shown('docs/user-guide.en.md'), name).toContain(name);
    expect(shown('docs/user-guide.zh-CN.md'), name).toContain(name);
  }
});

test('synopses name every option of their command', async () => {
  for (const { line, path } of synopses) {
    const known = (await optionsOf(line.split(' ')[1] ?? '')).filter((option) => !everywhere.includes(option));
    expect(
      known.filter((option) => !line.includes(`--${option}`)),
      `${path}: ${line}`,
    ).toEqual([]);
  }
});

test('what the program does not understand is noticed', async () => {
  await expect(parse('fieldreview run --period 2026-10 --perod x --input a --out b')).rejects.toThrow(/perod/);
  await expect(parse('fieldreview elpxain x')).rejects.toThrow(/elpxain/);
  await expect(parse('fieldreview validate a --format xml')).rejects.toThrow(/xml/);
  await expect(parse('fieldreview report --out b')).rejects.toThrow(/period/);
});

test('npm scripts that are named exist', () => {
  const lines = readDocuments().flatMap(({ text }) => [...codeLinesOf(text), ...codeSpansOf(text)]);
  const named = lines.flatMap((line) => [...line.matchAll(/\bnpm (?:run )?([a-z:]+)/g)].map((found) => found[1] ?? ''));
  expect(named).toContain('start');
  expect([...new Set(named)].filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([]);
});

test('test files that are named for one run exist', () => {
  const lines = readDocuments().flatMap(({ text }) => [...codeLinesOf(text), ...codeSpansOf(text)]);
  const named = lines.flatMap((line) => [...line.matchAll(/\bvitest run (\S+)/g)].map((found) => found[1] ?? ''));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((file) => !existsSync(join(packageRoot, file)))).toEqual([]);
});

/** Options of the program as a whole, described once. */
const everywhere = ['help', 'version', 'json', 'quiet'];

function program(run: () => void) {
  const parser = yargs([])
    .option('json', { type: 'boolean' })
    .option('quiet', { type: 'boolean' })
    .strict()
    .demandCommand(1)
    .locale('en')
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    });
  for (const command of commands) parser.command(command.usage, command.describe, (builder) => command.options(builder), run);
  return parser;
}

/** Parses a command line as the program would, and runs nothing. */
async function parse(line: string): Promise<'understood'> {
  await program(() => undefined).parseAsync(line.split(/\s+/).slice(1), {}, () => undefined);
  return 'understood';
}

async function optionsOf(name: string): Promise<string[]> {
  const command = commands.find(({ usage }) => usage.split(' ')[0] === name);
  if (!command) throw new Error(`there is no command ${name}`);
  const help = await command.options(yargs([]).locale('en')).getHelp();
  return [...help.matchAll(/^\s+--([a-z-]+)/gm)].map((option) => option[1] ?? '');
}
