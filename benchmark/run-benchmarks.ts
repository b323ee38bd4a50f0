import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../pipeline/package-root.js';
import { makeBenchData } from './bench-data.js';
import { type Answers, type Contender, type Group, planGroups } from './contenders.js';
import { measureProcess, type Taken } from './measured-process.js';
import { type GroupResult, keepGroup, writeResultsPage } from './results.js';

const sizes: Record<string, number> = { '20k': 20_000, '200k': 200_000, '1m': 1_000_000, '3m': 3_000_000, '10m': 10_000_000 };

const usage = `npm run bench -- [options]
  --size SIZE       tickets: ${Object.keys(sizes).join(', ')} (1m)
  --pairs N         rounds (5)
  --only GROUP      one group of contenders; may be repeated
  --folder FOLDER   keeps the data there between runs
  --results FOLDER  where RESULTS.md and results/ are written (benchmark/)`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    size: { type: 'string', default: '1m' },
    pairs: { type: 'string', default: '5' },
    folder: { type: 'string' },
    only: { type: 'string', multiple: true },
    results: { type: 'string', default: join(packageRoot, 'benchmark') },
  },
});
if (values.help) {
  console.log(usage);
  process.exit();
}
const tickets = sizes[values.size];
if (tickets === undefined) throw new Error(`--size ${values.size}: one of ${Object.keys(sizes).join(', ')} is expected`);
const rounds = Number(values.pairs);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--pairs ${values.pairs}: a whole number of at least 1 is expected`);

const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'fieldreview-benchmark-'));
const scratch = join(folder, 'scratch');
mkdirSync(scratch, { recursive: true });
console.log(`data and outputs: ${folder}`);
const data = await makeBenchData(folder, tickets);
for (const group of planGroups(data, scratch)) {
  if (values.only && !values.only.includes(group.name)) continue;
  keepGroup(values.results, { size: values.size, tickets, group: group.name, processes: measureGroup(group, rounds) });
}
console.log(`results: ${writeResultsPage(values.results)}`);
rmSync(scratch, { recursive: true, force: true });

/** Runs the contenders one after the other, round by round, so that what else the machine does hits all of them. Throws where answers differ. */
function measureGroup(group: Group, rounds: number): GroupResult['processes'] {
  const measured = new Map(group.contenders.map(({ name }) => [name, [] as Taken[]]));
  for (let round = 0; round < rounds; round += 1) {
    const answers = group.contenders.map((contender) => {
      contender.prepare?.();
      const { stdout, ...whole } = measureProcess(contender.command, scratch);
      const taken = { ...whole, seconds: contender.seconds?.(stdout) ?? whole.seconds };
      measured.get(contender.name)?.push(taken);
      console.log(`${group.name} ${round + 1}: ${contender.name} ${taken.seconds.toFixed(2)} s, ${taken.peakMebibytes.toFixed(0)} MiB`);
      return { contender, found: contender.answers?.(stdout) };
    });
    compareAnswers(answers);
  }
  return Object.fromEntries(measured);
}

/** Every id two contenders both answer must have the same value; means up to the order of their sums. */
function compareAnswers(all: readonly { contender: Contender; found: Answers | undefined }[]): void {
  const first = new Map<string, { name: string; value: number | null }>();
  for (const { contender, found = {} } of all) {
    for (const [id, value] of Object.entries(found)) {
      const expected = first.get(id);
      if (expected === undefined) first.set(id, { name: contender.name, value });
      else if (!isSame(value, expected.value)) {
        throw new Error(`${contender.name} answers ${id} = ${value}, ${expected.name} answers ${expected.value}`);
      }
    }
  }
}

function isSame(left: number | null, right: number | null): boolean {
  return left === right || (left !== null && right !== null && Math.abs(left - right) <= 1e-12 * Math.abs(right));
}
