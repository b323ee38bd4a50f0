import { appendFileSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { exitCodes, UserError } from '../../pipeline/errors.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import { hashExport } from '../../pipeline/ingest/hashed-file.js';
import { type Ingest, ingest } from '../../pipeline/ingest/ingest.js';
import { loadSettings } from '../../pipeline/ingest/load-settings.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { temporaryFolder } from '../run/example.js';

const text = '批次号,型号,出货数量\nL1,M1,10\nL2,M1,40\n';
const other = text.replace('40', '41');
const database = await Database.open(':memory:', { threads: 1 });
const forms: Record<string, Buffer> = {};
const otherForms: Record<string, Buffer> = {};

beforeAll(async () => {
  for (const [content, made] of [
    [text, forms],
    [other, otherForms],
  ] as const) {
    const folder = temporaryFolder();
    const [csv, parquet] = [join(folder, 'a.csv'), join(folder, 'a.parquet')];
    writeFileSync(csv, content);
    await database.run(`copy (from read_csv(${literal(csv)})) to ${literal(parquet)} (format parquet)`);
    made['批次.csv'] = Buffer.from(content);
    made['批次_16.csv'] = Buffer.from(`\ufeff${content}`, 'utf16le');
    made['批次.csv.gz'] = gzipSync(content);
    made['批次.parquet'] = readFileSync(parquet);
    const rows = content
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    made['批次.xlsx'] = Buffer.from(await writeXlsx({ sheets: [{ name: '批次', rows }] }));
  }
});
afterAll(() => database.close());

/** Loads a folder whose files are tampered with when the loader says it reads the named one: all of them are hashed by then. */
async function load(folder: string, when: string, tamper: () => void): Promise<Ingest> {
  const configuration = parseConfiguration('quality: { skip_bad_files: true }\n', 'fieldreview.yaml');
  const settings = loadSettings(configuration, cellReader(configuration, undefined));
  await addCellMacros(database, settings.reader);
  return ingest(database, {
    inputs: [folder],
    known: [],
    workFolder: temporaryFolder(),
    settings,
    progress: (_stage, advance) => {
      if (advance?.item.endsWith(when)) tamper();
    },
  });
}

const changes: Record<string, (path: string, name: string) => void> = {
  'is written again with other content': (path, name) => writeFileSync(path, otherForms[name] ?? ''),
  'is replaced by another file': (path, name) => {
    writeFileSync(`${path}.new`, otherForms[name] ?? '');
    renameSync(`${path}.new`, path);
  },
  grows: (path) => appendFileSync(path, 'L3,M1,50\n'),
  'is cut': (path, name) => truncateSync(path, Math.floor((forms[name]?.length ?? 0) / 2)),
  'is emptied': (path) => truncateSync(path, 0),
  vanishes: (path) => rmSync(path),
};

describe.each(['批次.csv', '批次_16.csv', '批次.csv.gz', '批次.xlsx', '批次.parquet'])('%s', (name) => {
  test.each(Object.keys(changes))(
    'that %s before it is read, or between reading and loading, is named and ends the load',
    async (change) => {
      // Small files wait for each other before they are loaded: when the last is read, the first waits.
      for (const when of [name, '终.csv']) {
        const folder = temporaryFolder();
        writeFileSync(join(folder, name), forms[name] ?? '');
        writeFileSync(join(folder, '终.csv'), text);
        const failure = await load(folder, when, () => changes[change]?.(join(folder, name), name)).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(UserError);
        expect(failure).toMatchObject({
          exitCode: exitCodes.data,
          message: expect.stringMatching(new RegExp(`^${name}: .*nothing was loaded`)),
        });
      }
    },
  );
});

test('a file that is only touched, or replaced by its like, is loaded', async () => {
  const folder = temporaryFolder();
  const path = join(folder, '批次.csv');
  writeFileSync(path, text);
  const loaded = await load(folder, '批次.csv', () => {
    utimesSync(path, new Date(2030, 1, 1), new Date(2030, 1, 1));
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  });
  expect(loaded.entries).toMatchObject([{ path: '批次.csv', read: 2, rejected: 0 }]);
});

test('a file that is gone when its turn comes is named', async () => {
  const folder = temporaryFolder();
  const file = { fullPath: join(folder, 'a.csv'), path: 'in/a.csv', form: 'delimited', place: { date: '', fineness: 0 } } as const;
  await expect(hashExport(file)).rejects.toThrow(/^in\/a\.csv: was found, but is gone; nothing was loaded\. Run again/);
});
