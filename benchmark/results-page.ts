import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { packageRoot } from '../pipeline/package-root.js';
import { type Comparison, comparisons } from './comparisons.js';
import type { Measured } from './measured-process.js';
import type { GroupResults } from './run-benchmarks.js';

/** RESULTS.md: the comparisons with their targets, then what each contender took. */
export function renderResults(results: ReadonlyMap<string, GroupResults>, run: { tickets: number; rounds: number }): string {
  const compared = comparisons.flatMap((comparison) => {
    const group = results.get(comparison.group);
    const isMeasured = group?.has(comparison.of) && (comparison.by === undefined || group.has(comparison.by));
    return group && isMeasured ? [comparisonRow(comparison, group)] : [];
  });
  const taken = [...results].flatMap(([name, group]) => [...group].map(([contender, rounds]) => contenderRow(name, contender, rounds)));
  return [
    '# Results',
    '',
    'Written by `npm run bench`; [the page beside it](README.md) says what is compared. Ratios count, not seconds: each is taken within one round, in which',
    'all contenders of a group run one after the other.',
    '',
    `${run.tickets.toLocaleString('en')} tickets in 24 months, ${run.rounds} rounds. ${machine()}`,
    '',
    '| what | median | least – most | reach | stretch | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...compared,
    '',
    '| group | process | seconds, median | least – most | processor time | peak memory, MiB |',
    '| --- | --- | --- | --- | --- | --- |',
    ...taken,
    '',
  ].join('\n');
}

function comparisonRow(comparison: Comparison, group: GroupResults): string {
  const { what, quantity, of, by, bound, reach, stretch, note } = comparison;
  const over = by === undefined ? undefined : group.get(by);
  const values = (group.get(of) ?? []).map((measured, round) => measured[quantity] / (over?.[round]?.[quantity] ?? 1));
  const middle = median(values);
  const isMet = (limit: number) => (bound === 'at most' ? middle <= limit : middle >= limit);
  const verdict = isMet(stretch) ? 'stretch' : isMet(reach) ? 'reached' : '**missed**';
  const sign = bound === 'at most' ? '≤' : '≥';
  const name = note === undefined ? what : `${what} (${note})`;
  return `| ${name} | ${short(middle)} | ${spread(values)} | ${sign} ${reach} | ${sign} ${stretch} | ${verdict} |`;
}

function contenderRow(group: string, contender: string, rounds: readonly Measured[]): string {
  const seconds = rounds.map((round) => round.seconds);
  const cpu = median(rounds.map((round) => round.cpuSeconds));
  const peak = median(rounds.map((round) => round.peakMebibytes));
  return `| ${group} | ${contender} | ${short(median(seconds))} | ${spread(seconds)} | ${short(cpu)} | ${peak.toFixed(0)} |`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

function spread(values: readonly number[]): string {
  return `${short(Math.min(...values))} – ${short(Math.max(...values))}`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function machine(): string {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: packageRoot, encoding: 'utf8' }).stdout.trim();
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return `${cpus().length} cores, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, commit ${commit}.`;
}
