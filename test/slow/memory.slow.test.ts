import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from '../run/example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
/** Prints the greatest memory of the process in MB when it ends. */
const measured = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+Math.round(process.resourceUsage().maxRSS/1024)))`;

/** Generates and reports so many tickets with 1 GB for the engine and a heap of so many MB for JavaScript; the greatest memory in MB. */
async function report(tickets: number, heap: number): Promise<number> {
  const folder = temporaryFolder();
  const [input, out] = [join(folder, 'in'), join(folder, 'out')];
  const options = { env: { ...process.env, FIELDREVIEW_MEMORY_LIMIT: '1GB' }, maxBuffer: 2 ** 26 };
  const node = promisify(execFile);
  await node(
    process.execPath,
    [program, 'generate', '--out', input, '--tickets', String(tickets), '--months', '24', '--seed', '1'],
    options,
  );
  const flags = [`--max-old-space-size=${heap}`, '--import', measured];
  const { stderr } = await node(
    process.execPath,
    [...flags, program, 'run', '--period', '2026-10', '--input', input, '--out', out, '--quiet'],
    options,
  );
  expect(existsSync(join(out, '2026-10', 'index.html'))).toBe(true);
  rmSync(folder, { recursive: true, force: true });
  return Number(/peak (\d+)/.exec(stderr)?.[1]);
}

/** The part tries one size; all of them take about an hour, most of it the five millions (3.3 GB of exports). */
const smallHeap = 256;
/** The heap holds what people read, not the rows: a million tickets need no more of it than fifty thousand; of five million that is not known. */
const sizes: readonly (readonly [tickets: number, heap: number])[] =
  process.env.TEST_SHARE === 'part'
    ? [[20_000, smallHeap]]
    : [
        [50_000, smallHeap],
        [400_000, smallHeap],
        [5_000_000, 1024],
      ];

describe('1 GB for the engine is enough', () => {
  test.each(sizes)('for %i tickets, with a heap of %i MB', async (tickets, heap) => {
    const peak = await report(tickets, heap);
    console.log(`${tickets} tickets: at most ${peak} MB`);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(3000);
  });
});
