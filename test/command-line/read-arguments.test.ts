import { describe, expect, test } from 'vitest';
import type { CommandSyntax } from '../../pipeline/command-line/argument.js';
import { readArguments } from '../../pipeline/command-line/read-arguments.js';
import { UserError } from '../../pipeline/errors.js';

const run: CommandSyntax = {
  name: 'run',
  describe: 'Runs',
  examples: ['run x'],
  positionals: [],
  options: [
    { name: 'period', kind: 'text', required: true, describe: 'Month' },
    { name: 'input', kind: 'texts', required: true, describe: 'Folder' },
    { name: 'as-of', kind: 'text', describe: 'Date' },
    { name: 'share', kind: 'number', default: 0, describe: 'Share' },
    { name: 'form', kind: 'text', choices: ['text', 'json'], default: 'text', describe: 'Form' },
  ],
};
const check: CommandSyntax = {
  name: 'check',
  describe: 'Checks',
  examples: ['check x'],
  positionals: [
    { name: 'action', kind: 'text', required: true, choices: ['add'], describe: 'What' },
    { name: 'file', kind: 'texts', required: true, describe: 'Files' },
  ],
  options: [],
};

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '), [run, check]);

describe('values', () => {
  const rest = { json: false, quiet: false, help: false, version: false };
  test.each([
    ['run --period 2026-10 --input a', { period: '2026-10', input: ['a'], share: 0, form: 'text' }],
    // An option for several values takes the words up to the next option, and may come again.
    ['run --input a b --period=p --input=c', { period: 'p', input: ['a', 'b', 'c'], share: 0, form: 'text' }],
    ['--json run --period p --input a --share -0.5 --form json', { period: 'p', input: ['a'], share: -0.5, form: 'json', json: true }],
    ['check add a --quiet b', { action: 'add', file: ['a', 'b'], quiet: true }],
    ['check add -- --odd-name', { action: 'add', file: ['--odd-name'] }],
  ])('%s', async (line, values) => {
    expect(await read(line)).toMatchObject({ what: 'command', values: { ...rest, ...values } });
  });

  test('what was not given and has no default is undefined', async () => {
    const asked = await read('run --period p --input a');
    expect(asked.what === 'command' && asked.values['as-of']).toBeUndefined();
  });
});

describe('wrong usage is named, with the nearest known name', () => {
  test.each([
    ['', 'Name a command.\nSee: fieldreview --help'],
    ['rum --period p', 'Unknown command: rum; did you mean "run"?\nSee: fieldreview --help'],
    // The misspelt option comes first: it is why the other is missing.
    ['run --perod p --input a', 'Unknown option: --perod; did you mean "--period"?\nMissing: --period, Month\nSee: fieldreview run --help'],
    ['run --fromage x --period p --input a', 'Unknown option: --fromage\nSee: fieldreview run --help'],
    ['run --asof x --period p --input a', 'Unknown option: --asof; did you mean "--as-of"?\nSee: fieldreview run --help'],
    ['run --period --input a', '--period needs a value: Month\nSee: fieldreview run --help'],
    ['run --period= --input a', '--period needs a value: Month\nSee: fieldreview run --help'],
    ['run --period p --period q --input a', '--period is given 2 times; it takes one value\nSee: fieldreview run --help'],
    ['run --period p --input a --form jsn', '--form: "jsn" is none of text, json; did you mean "json"?\nSee: fieldreview run --help'],
    ['run --period p --input a --share much', '--share: "much" is no number\nSee: fieldreview run --help'],
    ['run stray --period p --input a', 'Unknown argument: stray\nSee: fieldreview run --help'],
    ['check sub a', '<action>: "sub" is none of add\nSee: fieldreview check --help'],
    ['check add', 'Missing: <file>, Files\nSee: fieldreview check --help'],
  ])('%s', async (line, said) => {
    await expect(read(line)).rejects.toThrow(new UserError(said));
  });
});

test.each([
  ['--version', { what: 'version' }],
  ['-v', { what: 'version' }],
  ['--help', { what: 'help', command: undefined }],
  ['run -h --nonsense', { what: 'help', command: run }],
  ['nonsense --help', { what: 'help', command: undefined }],
])('%s', async (line, asked) => {
  expect(await read(line)).toEqual(asked);
});
