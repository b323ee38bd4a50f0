import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { filesBelow } from '../files-below.js';
import { openFolderLoader } from '../ingest/ingest-folder.js';
import { accountFor, type MutationOutcomes } from '../ingest/mutation-law.js';
import { nastyFiles } from '../ingest/nasty-files.js';
import { temporaryFolder } from '../run/example.js';

/** A folder of hard files from elsewhere, such as a public corpus; without it our own are tried. None of them is kept here. */
const folder = process.env.FIELDREVIEW_CORPUS;
const files = folder === undefined ? Object.entries(nastyFiles) : exportsBelow(folder);
const batchSize = 100;

test(`${files.length} hard files: each is accounted for to the record, or refused with a reason`, async () => {
  expect(files.length).toBeGreaterThan(30);
  const outcomes: MutationOutcomes = { lines: 0, parser: 0, bounds: 0, refused: 0 };
  const reasons = new Map<string, number>();
  for (let start = 0; start < files.length; start += batchSize) {
    const named = files.slice(start, start + batchSize).map(([name, bytes], number) => ({ name: `file-${number}${formOf(name)}`, bytes }));
    const mappings = named.map(({ name, bytes }) => mappingOf(name, bytes)).join('');
    const loader = await openFolderLoader(`mappings:\n${mappings}`);
    try {
      await loader.load(Object.fromEntries(named.map(({ name, bytes }) => [name, bytes])), async (loaded) => {
        for (const { name, bytes } of named) {
          const reason = loaded.newTables.find(({ entry }) => entry.path === name)?.entry.reason ?? '';
          if (reason !== '') reasons.set(reason.slice(0, 60), (reasons.get(reason.slice(0, 60)) ?? 0) + 1);
          if (name.endsWith('.gz')) continue;
          outcomes[accountFor(loaded, name, bytes)]++;
        }
      });
    } finally {
      loader.close();
    }
  }
  console.log(`hard files: ${JSON.stringify({ files: files.length, ...outcomes, reasons: Object.fromEntries(reasons) })}`);
});

test('`validate` takes all of them as they are: it ends with 0 or 3, in bounded time and memory', () => {
  const input = temporaryFolder();
  for (const [number, [name, bytes]] of files.entries()) {
    const place = join(input, String(Math.floor(number / batchSize)));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${number}${formOf(name)}`), bytes);
  }
  const watch = 'data:text/javascript,process.on("exit",()=>console.error("maxRSS",process.resourceUsage().maxRSS))';
  const start = performance.now();
  const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
  const outcome = spawnSync(process.execPath, ['--import', watch, program, 'validate', input, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - start) / 1000;
  expect([0, 3], outcome.stderr).toContain(outcome.status);
  const megabytes = Number(/maxRSS (\d+)/.exec(outcome.stderr)?.[1]) / 1024;
  const { files: tables, bad_files: bad, unrecognised } = JSON.parse(outcome.stdout) as Record<string, unknown[]>;
  const counts = { tables: tables?.length, bad: bad?.length, unrecognised: unrecognised?.length };
  console.log(`validate: ${JSON.stringify({ files: files.length, seconds, megabytes, exit: outcome.status, ...counts })}`);
  expect(megabytes).toBeLessThan(2000);
  expect(counts.tables ?? 0).toBe((tables ?? []).length);
  expect((bad?.length ?? 0) + (unrecognised?.length ?? 0) + (tables?.length ?? 0)).toBeGreaterThanOrEqual(files.length);
});

function exportsBelow(root: string): [string, Uint8Array][] {
  const paths = filesBelow(root).map((name) => join(root, name));
  return paths.filter((path) => formOf(path) !== '').map((path) => [path, readFileSync(path)]);
}

function formOf(name: string): string {
  if (/\.(csv|tsv)\.gz$/i.test(name)) return '.csv.gz';
  return ['.csv', '.tsv'].includes(extname(name).toLowerCase()) ? extname(name).toLowerCase() : '';
}

/** Any table is one of events whose required columns are constants: nothing but its structure and its text can be at fault. */
function mappingOf(name: string, bytes: Uint8Array): string {
  const { meta } = Papa.parse(Buffer.from(bytes).toString('latin1').slice(0, 20_000), { delimitersToGuess: [',', ';', '\t', '|'] });
  const delimiter = /^[ -~\t]$/.test(meta.delimiter) && meta.delimiter !== '"' ? meta.delimiter : ',';
  return `  - { files: '${name}', dataset: events, header_row: 1, delimiter: ${JSON.stringify(delimiter)}, constants: { ticket_id: T-1, event_at: '2026-10-03', event_type: pause } }\n`;
}
