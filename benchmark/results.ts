import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../pipeline/package-root.js';
import type { Taken } from './measured-process.js';
import { pandasVersion } from './program.js';
import { renderResults } from './results-page.js';

/** What the contenders of a group took on data of one size. */
export interface GroupResult {
  /** As the command line names it. */
  readonly size: string;
  readonly tickets: number;
  readonly group: string;
  /** Name of the contender → one measurement a round. */
  readonly processes: Readonly<Record<string, readonly Taken[]>>;
}

/** One sitting: where, when and with which program it was measured. */
export interface KeptGroup extends GroupResult {
  readonly machine: string;
  readonly day: string;
  readonly commit: string;
  /** Of the libraries that our program and the yardsticks stand on, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Keeps a group's result in FOLDER/results, in place of an earlier one of its size. */
export function keepGroup(folder: string, result: GroupResult): void {
  mkdirSync(join(folder, 'results'), { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const kept: KeptGroup = { ...result, machine: machine(), day, commit: commit(), versions: versions() };
  const file = join(folder, 'results', `${result.size}-${result.group.replaceAll(' ', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(kept, toMilliseconds, 1)}\n`);
}

/** Thousandths are as fine as the clocks. */
function toMilliseconds(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

/** Writes FOLDER/RESULTS.md of all that is kept below it; returns its path. */
export function writeResultsPage(folder: string): string {
  const names = readdirSync(join(folder, 'results')).filter((name) => name.endsWith('.json'));
  const kept = names.map((name) => JSON.parse(readFileSync(join(folder, 'results', name), 'utf8')) as KeptGroup);
  const page = join(folder, 'RESULTS.md');
  writeFileSync(page, renderResults(kept.sort((left, right) => left.tickets - right.tickets)));
  return page;
}

function machine(): string {
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return `${cpus().length} cores, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

function commit(): string {
  return spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: packageRoot, encoding: 'utf8' }).stdout.trim();
}

/** Dependencies are pinned, so what is asked for is what is there. */
function versions(): Record<string, string> {
  const asked = (folder: string) =>
    (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies;
  const own = Object.entries(asked(packageRoot)).filter(([name]) => ['@duckdb/node-api', 'papaparse', 'zod'].includes(name));
  const pandas = pandasVersion();
  return { ...Object.fromEntries(own), ...asked(join(packageRoot, 'benchmark')), ...(pandas === undefined ? {} : { pandas }) };
}
