import { type Comparison, comparisons, sizeComparisons } from './comparisons.js';
import type { Taken } from './measured-process.js';
import type { KeptGroup } from './results.js';

/** RESULTS.md: the comparisons with their targets, then what each contender took. The groups come by size. */
export function renderResults(groups: readonly KeptGroup[]): string {
  return [
    '# Results',
    '',
    'Written by `npm run bench`; [the page beside it](README.md) says what is compared. Ratios count, not seconds: each is taken within one round, in which',
    'all contenders of a group run one after the other. A group is measured in one sitting; `results/` keeps every measurement.',
    '',
    '| what | tickets | rounds | median | least – most | reach | stretch | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...comparisons.flatMap((comparison) => groups.flatMap((group) => comparisonRow(comparison, group))),
    ...sizeComparisons.flatMap((comparison) => sizeRow(comparison, groups)),
    '',
    '| group | tickets | process | seconds, median | least – most | processor time | peak memory, MiB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...groups.flatMap((group) => Object.entries(group.processes).map(([name, rounds]) => contenderRow(group, name, rounds))),
    '',
    'Measured:',
    '',
    ...groups.map(({ group, size, day, commit, machine, versions }) => {
      const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
      return `- ${group}, ${size}: ${day}, commit ${commit}, ${[machine, ...libraries].join(', ')}`;
    }),
    '',
  ].join('\n');
}

function comparisonRow(comparison: Comparison, group: KeptGroup): string[] {
  const { quantity, of, by } = comparison;
  const [own, over] = [group.processes[of], by === undefined ? undefined : group.processes[by]];
  if (group.group !== comparison.group || !own || (by !== undefined && !over)) return [];
  return [
    targetRow(
      comparison,
      counted(group.tickets),
      own.map((taken, round) => taken[quantity] / (over?.[round]?.[quantity] ?? 1)),
    ),
  ];
}

/** One process on data of two sizes: the ratio of its medians, which were not measured in one sitting. */
function sizeRow(comparison: (typeof sizeComparisons)[number], groups: readonly KeptGroup[]): string[] {
  const secondsAt = (size: string): number[] =>
    groups
      .filter((each) => each.size === size && each.group === comparison.group)
      .flatMap((each) => each.processes[comparison.of]?.map(({ seconds }) => seconds) ?? []);
  const [large, small] = [secondsAt(comparison.large), secondsAt(comparison.small)];
  if (large.length === 0 || small.length === 0) return [];
  return [targetRow(comparison, `${comparison.large} ÷ ${comparison.small}`, [median(large) / median(small)])];
}

function targetRow(target: Omit<Comparison, 'group' | 'quantity' | 'of'>, data: string, values: readonly number[]): string {
  const { what, bound, reach, stretch, note } = target;
  const middle = median(values);
  const isMet = (limit: number) => (bound === 'at most' ? middle <= limit : middle >= limit);
  const verdict = isMet(stretch) ? 'stretch' : isMet(reach) ? 'reached' : '**missed**';
  const sign = bound === 'at most' ? '≤' : '≥';
  const name = note === undefined ? what : `${what} (${note})`;
  return `| ${name} | ${data} | ${values.length} | ${short(middle)} | ${spread(values)} | ${sign} ${reach} | ${sign} ${stretch} | ${verdict} |`;
}

function contenderRow({ group, tickets }: KeptGroup, contender: string, rounds: readonly Taken[]): string {
  const seconds = rounds.map((round) => round.seconds);
  const cpu = median(rounds.map((round) => round.cpuSeconds));
  const peak = median(rounds.map((round) => round.peakMebibytes));
  return `| ${group} | ${counted(tickets)} | ${contender} | ${short(median(seconds))} | ${spread(seconds)} | ${short(cpu)} | ${peak.toFixed(0)} |`;
}

function counted(tickets: number): string {
  return tickets.toLocaleString('en');
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
