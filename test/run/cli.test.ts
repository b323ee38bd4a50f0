import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { withLock } from '../../pipeline/warehouse/lock.js';
import { temporaryFolder } from './example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function fieldreview(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], { env: { ...process.env, ...environment } });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
  }
}

function smallInput(): string {
  const input = temporaryFolder();
  const rows = Array.from(
    { length: 50 },
    (_unused, index) => `A${index},其他,2026-08-${String((index % 28) + 1).padStart(2, '0')} 09:00,甲组`,
  );
  mkdirSync(join(input, '2026-08'));
  writeFileSync(join(input, '2026-08', '工单.csv'), `工单编号,问题类型,受理时间,处理组\n${rows.join('\n')}\n`);
  return input;
}

/** Rejected rows in two datasets, which the page summarises. */
function inputWithRejects(): string {
  const input = smallInput();
  writeFileSync(
    join(input, '工单_2.csv'),
    '工单编号,问题类型,受理时间\nB1,不存在,2026-08-03 10:00\nB2,其他,2026-13-01\nB3,其他,2026-08-03\n',
  );
  writeFileSync(join(input, '批次.csv'), '批次号,型号,出货数量\nL1,M1,10\nL2,,10\nL3,M1,-1\n');
  return input;
}

describe('exit codes', () => {
  test.each([
    { args: ['--version'], code: 0, says: /^\d+\.\d+\.\d+$/m },
    { args: ['run', '--help'], code: 0, says: /run --period 2026-10/ },
    { args: ['rum'], code: 2, says: /did you mean "run"/ },
    { args: ['run', '--period', '2026-13', '--input', '.', '--out', 'unused'], code: 2, says: /2026-13/ },
    { args: ['run', '--period', '--out', 'unused'], code: 2, says: /period/ },
    { args: ['validate', 'no-such-folder'], code: 2, says: /no such file or folder/ },
  ])('$args ends with $code', async ({ args, code, says }) => {
    const inEmptyFolder = args.map((word) => (word === 'unused' ? join(temporaryFolder(), 'out') : word));
    const ended = await fieldreview(inEmptyFolder);
    expect(`${ended.stdout}${ended.stderr}`).toMatch(says);
    expect(ended.code).toBe(code);
  });

  test('a second run in the same OUT ends at once with 4', async () => {
    const out = temporaryFolder();
    const ended = await withLock(layoutOf(out), () => fieldreview(['ingest', '--input', smallInput(), '--out', out]));
    expect(ended.code).toBe(4);
    expect(ended.stderr).toMatch(/another run/);
  });

  test('nor does an export read what another run is about to replace', async () => {
    const out = temporaryFolder();
    const ended = await withLock(layoutOf(out), () => fieldreview(['export', '--period', '2026-10', '--out', out, '--format', 'csv']));
    expect([ended.code, readdirSync(out)]).toEqual([4, ['.lock']]);
  });

  test('a year without a calendar is refused (2), never taken as Monday to Friday', async () => {
    const ended = await fieldreview(['run', '--period', '2020-08', '--input', smallInput(), '--out', temporaryFolder()]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/2020[\s\S]*calendar/i);
  });
});

test('--json prints one document and nothing else', async () => {
  const ended = await fieldreview(['validate', smallInput(), '--json']);
  expect(JSON.parse(ended.stdout)).toMatchObject({ valid: true, files: [{ dataset: 'tickets', read: 50, rejected: 0 }] });
});

test('--timings says how long each stage took, also of a run that had nothing to do, and --json has them when asked', async () => {
  const args = ['run', '--period', '2026-08', '--input', smallInput(), '--out', temporaryFolder()];
  const json = JSON.parse((await fieldreview([...args, '--timings', '--json'])).stdout) as { timings: { stage: string; rows: number }[] };
  expect(json.timings.find(({ stage }) => stage === 'read exports')?.rows).toBe(50);
  expect(json.timings.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['compute the models', 'draw the page', 'publish']));
  expect((await fieldreview([...args, '--timings'])).stdout).toMatch(/没有变化；报告在 .*\nstart +\d+\.\d{3} s\nlook for changes /);
  expect(JSON.parse((await fieldreview([...args, '--json'])).stdout)).not.toHaveProperty('timings');
}, 60_000);

describe('the same inputs give the same bytes', () => {
  const environments = [
    { FIELDREVIEW_THREADS: '1', TZ: 'UTC', LANG: 'C' },
    { FIELDREVIEW_THREADS: '4', TZ: 'America/New_York', LANG: 'zh_CN.UTF-8' },
  ];
  test('whatever the threads, time zone and locale', async () => {
    const input = inputWithRejects();
    const digests = await Promise.all(
      environments.map(async (environment) => {
        const out = temporaryFolder();
        expect(await fieldreview(['run', '--period', '2026-08', '--input', input, '--out', out, '--quiet'], environment)).toMatchObject({
          code: 0,
        });
        return digestOf(join(out, '2026-08'));
      }),
    );
    expect(new Set(digests).size).toBe(1);
  }, 60_000);
});

test('a killed run leaves the old state whole, and the next one gives what an undisturbed run gives', async () => {
  const out = temporaryFolder();
  const input = smallInput();
  const args = ['run', '--period', '2026-08', '--input', input, '--out', out, '--quiet'];
  await fieldreview(args);
  const before = digestOf(join(out, '2026-08'));
  for (const delay of [200, 700, 1500]) {
    // Without the record of the first run the next ones would do nothing.
    rmSync(join(out, '.published.json'), { force: true });
    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGKILL');
    expect(digestOf(join(out, '2026-08'))).toBe(before);
  }
  rmSync(join(out, '.published.json'), { force: true });
  expect(await fieldreview(args)).toMatchObject({ code: 0 });
  expect(digestOf(join(out, '2026-08'))).toBe(before);
}, 60_000);

test('an interrupted run ends with 130 and leaves nothing of its work', async () => {
  const out = temporaryFolder();
  const child = spawn(process.execPath, [program, 'run', '--period', '2026-08', '--input', smallInput(), '--out', out], {
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (!existsSync(join(out, '.work', 'warehouse.duckdb'))) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(readdirSync(out)).toEqual(['.lock']);
});

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else {
      hash.update(path.slice(folder.length)).update(readFileSync(path));
    }
  };
  visit(folder);
  return hash.digest('hex');
}
