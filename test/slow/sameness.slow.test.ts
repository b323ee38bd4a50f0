import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { filesBelow } from '../files-below.js';
import { exampleFolder, temporaryFolder } from '../run/example.js';
import { copyShaken, pick, type Random, randomNumbers, shakeRows, shuffled } from '../sameness/shaken-copy.js';
import { countOf, testSeed } from '../share-of-cases.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
const period = ['--period', '2026-10'];
const runs = countOf(20, 10);
const formats = ['parquet', 'arrow', 'csv', 'xlsx'].slice(0, countOf(4, 4));

/** What must not matter, drawn anew for each run; threads and zones go round, so that each comes up. */
function surroundings(run: number, random: Random): Record<string, string> {
  const days = Math.floor(random() * 4000);
  const clock = `const then=Date.now()+${days}*864e5,D=Date;globalThis.Date=class extends D{constructor(...a){super(...(a.length?a:[then]))}static now(){return then}}`;
  const locale = pick(['C', 'C.UTF-8', 'zh_CN.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8'], random);
  return {
    FIELDREVIEW_THREADS: ['1', '2', '4', '8'][run % 4] ?? '',
    TZ: ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'][run % 5] ?? '',
    LANG: locale,
    LC_ALL: locale,
    USER: pick(['root', 'nobody', 'qa'], random),
    HOME: temporaryFolder(),
    TMPDIR: temporaryFolder(),
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(clock)}`,
    ...(random() < 0.3 ? { FIELDREVIEW_MEMORY_LIMIT: '700MB' } : {}),
  };
}

interface Made {
  readonly out: string;
  /** Digests by file; of what is printed by command. */
  readonly digests: Readonly<Record<string, string>>;
}

/** Runs everything that leaves something on a copy of the example. */
async function make(run: number, random: Random, rows?: (name: string, content: Buffer) => Buffer): Promise<Made> {
  const input = join(temporaryFolder(), pick(['in', '导出 exports', 'a/b/c'], random));
  const out = join(temporaryFolder(), pick(['out', '结果', 'd/e f/out'], random));
  mkdirSync(input, { recursive: true });
  copyShaken(exampleFolder, input, random, rows);
  const options = { cwd: temporaryFolder(), env: { PATH: process.env.PATH ?? '', ...surroundings(run, random) }, maxBuffer: 2 ** 26 };
  const say = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, ...args, '--out', out], options)).stdout;
  await say('run', ...period, '--input', input, '--quiet');
  for (const format of formats) await say('export', ...period, '--format', format, '--quiet');
  const explained = await say('explain', 'sla.quality_resolution.compliance', ...period, '--json');
  const digests = Object.fromEntries(resultsIn(out).map((name) => [name, digestOf(readFileSync(join(out, name)))]));
  // The folders are those of the run.
  return { out, digests: { ...digests, explain: digestOf(explained.replaceAll(out, 'OUT').replaceAll(input, 'IN')) } };
}

/**
 * All that OUT holds but its database, which remembers the folders and lays its pages as it likes, the lock, and the record of what was read
 * where and when. Left out too: the PDF, which the browser dates.
 */
function resultsIn(out: string): string[] {
  return filesBelow(out).filter((name) => !['warehouse.duckdb', '.lock', '.published.json'].includes(name));
}

function digestOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

test(`${runs} runs give the same bytes, whatever threads, zone, locale, clock, user, folders and order of files`, async () => {
  const random = randomNumbers(testSeed);
  const first = await make(0, random);
  expect(Object.keys(first.digests).length).toBeGreaterThan(60);
  for (let run = 1; run < runs; run++) expect((await make(run, random)).digests).toEqual(first.digests);
}, 7_200_000);

/** Where rows stand shows in these: the line of a rejected or counted row, the digest of a file, the rows as they were read. */
const namesPlaces = /^(rejects\/|store\/|2026-10\/(manifest\.json|index\.html)|index\.html|explain|export\/.*\.xlsx)/;

test('rows in another order, where it says nothing, change nothing but what names their place', async () => {
  const random = randomNumbers(testSeed + 1);
  const [one, other] = [await make(1, random), await make(2, random, shakeRows(random))];
  const differing = shuffled(Object.keys(one.digests), random).filter((name) => one.digests[name] !== other.digests[name]);
  expect(differing.filter((name) => !namesPlaces.test(name)).sort()).toEqual([]);
  expect(differing).toContain('2026-10/manifest.json');
}, 600_000);
