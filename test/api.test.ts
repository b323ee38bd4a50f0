import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../pipeline/package-root.js';
import { temporaryFolder } from './run/example.js';

/** Runs a module that knows the package by its name alone; what it returns. Nothing but that may be printed. */
async function inPackage(body: string): Promise<unknown> {
  const source = `import * as api from 'fieldreview';\nconst result = await (async () => {${body}})();\nconsole.log(JSON.stringify(result));`;
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], { cwd: packageRoot });
  const { stdout, stderr } = await ran;
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function smallFolder(row: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', '工单.csv'), `工单编号,问题类型,受理时间\n${row}\n`);
  return folder;
}

const good = 'A1,其他,2026-08-03 09:00';

test('the package exports these two functions and nothing else, each described in docs/api.md', async () => {
  const names = await inPackage('return Object.keys(api).sort();');
  expect(names).toEqual(['runPeriod', 'validateFiles']);
  const headings = readFileSync(join(packageRoot, 'docs', 'api.md'), 'utf8').match(/(?<=^## `)\w+/gm);
  expect(headings).toEqual(names);
});

test('no file inside it can be imported, and its types are there', async () => {
  const inside = "return import('fieldreview/dist/pipeline/cli.js').then(() => 'imported', ({ code }) => code);";
  expect(await inPackage(inside)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { exports: { '.': { types: string } } };
  expect(Object.keys(exports)).toEqual(['.']);
  expect(existsSync(join(packageRoot, exports['.'].types))).toBe(true);
});

test('runPeriod publishes and prints nothing, validateFiles writes nothing', async () => {
  const folder = smallFolder(good);
  const inputs = JSON.stringify([join(folder, 'in')]);
  const out = join(folder, 'out');
  expect(await inPackage(`return api.validateFiles({ inputs: ${inputs} });`)).toMatchObject({ valid: true, files: [{ read: 1 }] });
  expect(readdirSync(folder)).toEqual(['in']);
  const stages = 'const stages = new Set(); const progress = (stage) => stages.add(stage);';
  const run = `${stages} const summary = await api.runPeriod({ period: '2026-08', inputs: ${inputs}, out: ${JSON.stringify(out)}, progress });`;
  expect(await inPackage(`${run} return { ...summary, stages: [...stages] };`)).toMatchObject({
    report: join(out, '2026-08', 'index.html'),
    accounting: [{ dataset: 'tickets', read: 1, loaded: 1 }],
    stages: expect.arrayContaining(['reading exports', 'computing 2026-08']),
  });
  expect(readFileSync(join(out, '2026-08', 'index.html'), 'utf8')).toContain('<html lang="zh-CN"');
}, 300_000);

test('what the caller can put right is told apart from a bug', async () => {
  const folder = smallFolder(`${good}\nA2,不存在,2026-08-03 09:00`);
  const told = '.then(() => null, ({ name, exitCode, message }) => ({ name, exitCode, message }))';
  const inputs = JSON.stringify([join(folder, 'in')]);
  const rejected = await inPackage(`return api.validateFiles({ inputs: ${inputs}, maxRejectRate: 0.4 });`);
  expect(rejected).toMatchObject({ valid: false, rejects: [{ line: 3, code: 'bad_enum' }] });
  const out = JSON.stringify(join(folder, 'out'));
  writeFileSync(join(folder, 'in', '空.csv'), '');
  expect(await inPackage(`return api.runPeriod({ period: '2026-13', inputs: ${inputs}, out: ${out} })${told};`)).toMatchObject({
    name: 'UserError',
    exitCode: 2,
  });
  expect(await inPackage(`return api.runPeriod({ period: '2026-08', inputs: ${inputs}, out: ${out} })${told};`)).toMatchObject({
    exitCode: 3,
  });
}, 300_000);
