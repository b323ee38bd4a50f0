import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { readFiguresFile } from '../../pipeline/publish/published-periods.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { cellIds, differences } from '../explain/reproduce.js';
import { exampleFolder, quietEffects, temporaryFolder } from '../run/example.js';
import { shareName, shareOf } from '../share-of-cases.js';

const out = temporaryFolder();
let openingTime: number;

beforeAll(async () => {
  await runPeriod({ period: '2026-10', inputs: [exampleFolder], out, locale: 'zh-CN' }, quietEffects);
  openingTime = await processorTime(['--input-type=module', '--eval', openEngine]);
}, 120_000);

test(`the SQL and the rows of every figure, and of cells of every table, give what is published${shareName}`, async () => {
  const published = readFiguresFile(join(out, '2026-10'));
  if (!published) throw new Error('nothing was published');
  const warehouse = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
  try {
    const ids = published.figures.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2000);
    expect(await differences(warehouse, published, shareOf(ids, 10))).toEqual([]);
    expect(
      await differences(
        warehouse,
        published,
        shareOf(
          cellIds(published).filter((_id, index) => index % 7 === 0),
          4,
        ),
      ),
    ).toEqual([]);
  } finally {
    warehouse.close();
  }
}, 300_000);

/** Prints the processor time of the process in milliseconds when it ends: other work on the machine is not in it. */
const timed = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(String((user+system)/1000))})`;
const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
/** What nobody can go below: the engine loaded, opened and asked for one row. */
const openEngine = `const { Database } = await import(${JSON.stringify(pathToFileURL(join(packageRoot, 'dist/pipeline/warehouse/database.js')).href)});
const database = await Database.open(':memory:'); await database.rows('select 1'); database.close();`;

/** The least of three, so that a busy moment does not count. */
async function processorTime(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    times.push(Number((await promisify(execFile)(process.execPath, ['--import', timed, ...args])).stderr));
  }
  expect(Math.min(...times)).toBeGreaterThan(0);
  return Math.min(...times);
}

test.each([
  'sla.quality_resolution.compliance',
  'sla.progress_update.breached',
  'service.median_hours',
  'repairs.out_of_box_rate',
  'accounting.tickets.warnings',
  'lot:JS200-2605B:E21',
])(
  'the whole process takes less than six times what opening the engine takes for %s',
  async (figure) => {
    const explaining = await processorTime([program, 'explain', figure, '--period', '2026-10', '--out', out]);
    expect(explaining / openingTime).toBeLessThan(6);
  },
  60_000,
);
