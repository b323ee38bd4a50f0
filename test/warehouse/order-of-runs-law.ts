import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { ingestExports } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { writeFiles } from '../ingest/ingest-folder.js';
import { quietEffects } from '../run/example.js';

/** Files appear or change in one folder, then a run reads that folder and perhaps others. */
interface Step {
  readonly folder: Folder;
  readonly files: Readonly<Record<string, string>>;
  readonly alsoRead: readonly Folder[];
  /** Inputs that lie in one another; those that exist are read too. */
  readonly inputs: readonly string[];
}

const folders = ['a', 'b', 'c-2026-08'] as const;
type Folder = (typeof folders)[number];

/** However files come in, run by run, the warehouse is that of one fresh load of all of them. */
export async function expectOrderDoesNotMatter(size: { runs: number; seed?: number }): Promise<void> {
  await holds(size, async (root, steps) => {
    for (const { folder, files, alsoRead } of steps) {
      writeFiles(join(root, folder), files);
      await load(root, 'stepwise', [...alsoRead, folder]);
    }
    const read = folders.filter((folder) => steps.some((step) => step.folder === folder || step.alsoRead.includes(folder)));
    await load(root, 'fresh', read);
  });
}

/** The same when inputs overlap: folders within folders, files named directly, the folder of the results itself. */
export async function expectInputsMayOverlap(size: { runs: number; seed?: number }): Promise<void> {
  await holds(size, async (root, steps) => {
    const every = new Set<string>();
    for (const { folder, files, inputs } of steps) {
      writeFiles(join(root, folder), files);
      const there = inputs.filter((input) => existsSync(join(root, input)));
      for (const input of [...there, folder]) every.add(input);
      await load(root, 'stepwise', [...there, folder]);
    }
    await load(root, 'stepwise', [...every]);
    await load(root, 'fresh', [...every].reverse());
  });
}

async function holds(size: { runs: number; seed?: number }, run: (root: string, steps: readonly Step[]) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(fc.array(randomStep(), { minLength: 1, maxLength: 5 }), async (steps) => {
    const root = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
    try {
      for (const folder of folders) writeFiles(join(root, folder), {});
      await run(root, steps);
      expect(await contentOf(join(root, 'stepwise'))).toEqual(await contentOf(join(root, 'fresh')));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
  await fc.assert(property, { numRuns: size.runs, ...(size.seed === undefined ? {} : { seed: size.seed }) });
}

async function load(root: string, out: string, inputs: readonly string[]): Promise<void> {
  await ingestExports({ out: join(root, out), inputs: inputs.map((input) => join(root, input)) }, quietEffects);
}

/** Everything a load leaves, without the paths of the machine. */
async function contentOf(out: string): Promise<Record<string, unknown>> {
  const database = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true, threads: 1 });
  try {
    const content: Record<string, unknown> = {
      accounting: await database.rows('select * from file_accounting order by file_number'),
      warnings: await database.rows('select * from warnings order by all'),
      files: await database.rows('select * exclude (full_path) from files order by file_number'),
    };
    for (const { dataset } of contracts) content[dataset] = await database.rows(`select * from raw_${dataset} order by row_order`);
    for (const name of readdirSync(join(out, 'rejects'))) content[`rejects/${name}`] = readFileSync(join(out, 'rejects', name), 'utf8');
    return content;
  } finally {
    database.close();
  }
}

function randomStep(): fc.Arbitrary<Step> {
  return fc.record({
    folder: fc.constantFrom(...folders),
    files: fc
      .dictionary(fc.constantFrom(...Object.keys(contentsByName)), fc.nat(5), { minKeys: 1, maxKeys: 3 })
      .map((chosen) => Object.fromEntries(Object.entries(chosen).map(([name, number]) => [name, contentsByName[name]?.[number] ?? '']))),
    alsoRead: fc.subarray([...folders]),
    inputs: fc.shuffledSubarray(['.', 'a', 'a/2026年9月', 'a/tickets.csv', 'b/sub', 'b/tickets_2026-10.csv', 'c-2026-08/2026年9月'], {
      maxLength: 3,
    }),
  });
}

const ticketHeader = '工单编号,问题类型,受理时间,联系电话,状态,批号';
/** Two versions of T-1 and T-2, one faulty; a personal cell alone differs in the last; A A B B A. */
const ticketFiles = [
  'T-1,产品质量,2026-10-01,,处理中,L-1\nT-2,物流,2026-10-02,,,',
  'T-1,产品质量,2026-10-01,,已完成,L-1\nT-3,其他,2026-10-03,,,L-9',
  'T-1,产品质量,不知道,,已完成,L-1\nT-2,物流,2026-10-02,13800000001,,',
  'T-1,产品质量,2026-10-01,,处理中,L-1\nT-1,产品质量,2026-10-01,,处理中,L-1\nT-1,其他,2026-10-01,,,\nT-1,其他,2026-10-01,,,\nT-1,产品质量,2026-10-01,,处理中,L-1',
  't-2,物流,2026-10-02,13800000002,,\nT-4,也许,2026-10-03,,,',
  '合计,,,,,',
].map((rows) => `${ticketHeader}\n${rows}\n`);

const eventFiles = [
  'E-1,T-1,2026-10-01 10:00,挂起\n,T-2,2026-10-02 10:00,恢复',
  ',T-2,2026-10-02 10:00:00,恢复\n,T-2,,恢复',
  'E-1,T-9,2026-10-01 10:00,恢复',
  ',T-2,2026-10-02 10:00,恢复\n,T-2,2026-10-02 10:00,恢复',
  'E-1,T-1,2026-10-01 10:00,挂起\nE-1,T-1,也许,挂起',
  ',T-1,2026-10-01,',
].map((rows) => `流水号,工单号,时间,类型\n${rows}\n`);

const lotFiles = [
  'L-1,S-1,A,2026-09-01,10,一厂\nL-1,S-1,A,,5,一厂',
  'L-1,S-1,A,2026-09-01,12,一厂',
  'L-1,S-1,A,2026-09-01,12,',
  'L-1,,A,2026-09-01,12,\nL-1,,A,2026-09-01,多,',
  'L-1,S-1,A,,-5,一厂',
  'L-2,,B,,7,',
].map((rows) => `批次号,出货单号,型号,出货日期,出货数量,工厂\n${rows}\n`);

/** Dated coarsely, finely, by week, by folder and not at all; natural order of numbers. */
const contentsByName: Record<string, readonly string[]> = {
  'tickets.csv': ticketFiles,
  'tickets-part2.csv': ticketFiles,
  'tickets-part10.csv': ticketFiles,
  'tickets_2026-10.csv': ticketFiles,
  'tickets_2026-10-01.csv': ticketFiles,
  'tickets_2026-W40.csv': ticketFiles,
  '2026年9月/工单.csv': ticketFiles,
  'events_202610.csv': eventFiles,
  'events.csv': eventFiles,
  'sub/工单流水.csv': eventFiles,
  'lots.csv': lotFiles,
  'lots_20261001.csv': lotFiles,
};
