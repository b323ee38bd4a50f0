import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { readFiguresFile } from '../../pipeline/publish/published-periods.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { cellIds, differences } from '../explain/reproduce.js';
import { exampleFolder, quietEffects, temporaryFolder } from '../run/example.js';

const out = temporaryFolder();

beforeAll(async () => {
  await runPeriod({ period: '2026-10', inputs: [exampleFolder], out, locale: 'zh-CN' }, quietEffects);
}, 120_000);

test('the SQL and the rows of every figure, and of cells of every table, give what is published', async () => {
  const published = readFiguresFile(join(out, '2026-10'));
  if (!published) throw new Error('nothing was published');
  const warehouse = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
  try {
    const ids = published.figures.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2000);
    expect(await differences(warehouse, published, ids)).toEqual([]);
    expect(
      await differences(
        warehouse,
        published,
        cellIds(published).filter((_id, index) => index % 7 === 0),
      ),
    ).toEqual([]);
  } finally {
    warehouse.close();
  }
}, 300_000);

/** Prints the processor time of the process in milliseconds when it ends: other work on the machine is not in it. */
const timed = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(String((user+system)/1000))})`;

test.each([
  'sla.quality_resolution.compliance',
  'sla.progress_update.breached',
  'service.median_hours',
  'repairs.out_of_box_rate',
  'accounting.tickets.warnings',
  'lot:JS200-2605B:E21',
])(
  'the whole process takes less than a second for %s',
  async (figure) => {
    const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
    const times: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const args = ['--import', timed, program, 'explain', figure, '--period', '2026-10', '--out', out];
      times.push(Number((await promisify(execFile)(process.execPath, args)).stderr));
    }
    expect(Math.min(...times)).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeLessThan(1000);
  },
  60_000,
);
