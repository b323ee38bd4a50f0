import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { exampleFolder, temporaryFolder } from '../run/example.js';
import { countOf } from '../share-of-cases.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
const threads = ['1', '2', '4'];
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York'];
const runs = countOf(10, 4);
const locales = ['C', 'zh_CN.UTF-8'];

test(`${runs} runs of the example give byte-identical figures, page and tables, whatever threads, time zone and locale`, async () => {
  const digests = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const out = temporaryFolder();
    await promisify(execFile)(
      process.execPath,
      [program, 'run', '--period', '2026-10', '--input', exampleFolder, '--out', out, '--quiet'],
      {
        env: {
          ...process.env,
          FIELDREVIEW_THREADS: threads[run % threads.length],
          TZ: zones[(run + Math.floor(run / 3)) % zones.length],
          LANG: locales[run % locales.length],
        },
      },
    );
    digests.add(digestOf(join(out, '2026-10')));
  }
  expect(digests.size).toBe(1);
});

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['figures.json', 'index.html', ...readdirSync(join(folder, 'tables')).map((table) => `tables/${table}`)]) {
    hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
