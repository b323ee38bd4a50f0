import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { commands } from '../../pipeline/commands/index.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from './example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
const folder = temporaryFolder();

/** One command line of every command that does what it is for, in the order of the help; later ones find what earlier ones left. */
const lines: Readonly<Record<string, readonly string[]>> = {
  run: ['--period', '2026-08', '--input', 'in', '--out', 'out'],
  ingest: ['--input', 'in', '--out', 'out'],
  report: ['--period', '2026-08', '--out', 'out'],
  validate: ['in', '--format', 'sarif'],
  map: ['in/工单.csv'],
  explain: ['service.accepted', '--period', '2026-08', '--out', 'out'],
  export: ['--period', '2026-08', '--out', 'out', '--format', 'csv', '--table', 'figures'],
  contracts: ['--format', 'odcs'],
  init: ['new'],
  calendar: ['add', '2027.json', '--config', 'new/fieldreview.yaml'],
  doctor: ['--out', 'out'],
  generate: ['--out', 'made', '--tickets', '1750', '--months', '7', '--seed', '1'],
  completion: ['bash'],
};

beforeAll(() => {
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', '工单.csv'), '工单编号,问题类型,受理时间\nA1,其他,2026-08-03 09:00\n');
  writeFileSync(join(folder, '2027.json'), '{ "years": [2027], "off": ["2027-01-01"], "work": [], "source": "notice" }');
});

async function fieldreview(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, FORCE_COLOR: '1', CLICOLOR_FORCE: '1' };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

test('every command has its line here', () => {
  expect(Object.keys(lines)).toEqual(commands.map(({ name }) => name));
});

// One after the other: later commands read what earlier ones wrote.
test('with --json every command prints one document and nothing else, neither there nor on standard error', async () => {
  for (const [name, args] of Object.entries(lines)) {
    const { stdout, stderr } = await fieldreview([name, ...args, '--json']);
    expect(JSON.parse(stdout), name).toBeTypeOf('object');
    expect(stderr, name).toBe('');
  }
}, 600_000);

test('so do help, version, and what fails, which also says why on standard error', async () => {
  for (const args of [['--help'], ['run', '--help'], ['--version']])
    expect(JSON.parse((await fieldreview([...args, '--json'])).stdout), args.join(' ')).toBeTypeOf('object');
  const ended = await fieldreview(['run', '--perod', '2026-08', '--json']);
  expect([ended.code, JSON.parse(ended.stdout)]).toEqual([2, { error: expect.stringContaining('--period'), exit_code: 2 }]);
  expect(ended.stderr).toContain('did you mean "--period"?');
});

// There is no colour that NO_COLOR would have to turn off, whatever other variables ask for.
test('what people read has no escape sequence', async () => {
  const results = [await fieldreview(['validate', 'in']), await fieldreview(['doctor']), await fieldreview(['run', '--perod', 'x'])];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
  expect(results.filter(({ stdout, stderr }) => /\u001b/.test(stdout + stderr))).toEqual([]);
});
