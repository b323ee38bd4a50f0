import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCodes, UserError } from '../../pipeline/errors.js';
import { discoverFiles } from '../../pipeline/ingest/discover.js';
import { writeFiles } from './ingest-folder.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fieldreview-test-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const made = (...names: readonly string[]): void => writeFiles(root, Object.fromEntries(names.map((name) => [name, ''])));
const paths = (...inputs: readonly string[]): string[] => discoverFiles(inputs).files.map(({ path }) => path);

describe('exports', () => {
  test('are found in depth, by their ending in any case, in export order', () => {
    made('b/工单_2026-10.CSV', 'a/deep/down/lots.tsv', 'x.csv.gz', 'y.tsv.gz', 'z.xlsx', 'z.parquet', 'old.xls', 'part10.csv', 'part2.csv');
    expect(discoverFiles([root]).files.map(({ path, form }) => `${path} ${form}`)).toEqual([
      'a/deep/down/lots.tsv delimited',
      'old.xls old_workbook',
      'part2.csv delimited',
      'part10.csv delimited',
      'x.csv.gz gzip',
      'y.tsv.gz gzip',
      'z.parquet parquet',
      'z.xlsx workbook',
      'b/工单_2026-10.CSV delimited',
    ]);
  });

  test('named directly go by their base name, dated by it or by their folder', () => {
    made('2026-10/tickets.csv');
    const [file] = discoverFiles([join(root, '2026-10', 'tickets.csv')]).files;
    expect(file).toMatchObject({ path: 'tickets.csv', fullPath: join(root, '2026-10', 'tickets.csv'), place: { date: '2026-10-01' } });
  });

  test('below a dated input folder are dated by it', () => {
    made('2026-10/part/tickets.csv');
    expect(discoverFiles([join(root, '2026-10')]).files[0]?.place.date).toBe('2026-10-01');
  });

  test('found below two inputs are one file by its longer path, whichever comes first', () => {
    made('in/2026-10/tickets.csv');
    const [outer, inner] = [join(root, 'in'), join(root, 'in', '2026-10')];
    expect([paths(outer, inner), paths(inner, outer), paths(inner)]).toEqual([
      ['2026-10/tickets.csv'],
      ['2026-10/tickets.csv'],
      ['tickets.csv'],
    ]);
  });

  test('a missing input is a usage error that names it', () => {
    expect(() => discoverFiles([join(root, 'nowhere')])).toThrow(UserError);
    try {
      discoverFiles([join(root, 'nowhere')]);
    } catch (error) {
      expect((error as UserError).exitCode).toBe(exitCodes.usage);
      expect((error as UserError).message).toContain('nowhere: no such file or folder');
    }
  });

  test('what is neither a file nor a folder is wrong usage', () => {
    expect(() => discoverFiles([devNull])).toThrow(
      new UserError(`${devNull}: neither a file nor a folder. Name an existing export or folder with --input.`),
    );
  });
});

describe('everything else', () => {
  test('is reported, but for hidden files, lock files of office programs and the configuration', () => {
    made(
      'notes.txt',
      'tickets.json',
      'sub/tickets.csv.bak',
      'no-ending',
      '.hidden.csv',
      '~$tickets.xlsx',
      'fieldreview.yaml',
      'tickets.csv',
    );
    expect(discoverFiles([root])).toMatchObject({ ignored: ['no-ending', 'notes.txt', 'sub/tickets.csv.bak', 'tickets.json'] });
    expect(paths(root)).toEqual(['tickets.csv']);
  });

  test('what a run left is no export: the output folder may lie below the input', () => {
    made(
      'out/.lock',
      'out/warehouse.duckdb',
      'out/rejects/tickets.csv',
      'out/store/tickets/x.parquet',
      'out/actions.xlsx',
      'out/index.html',
      'out/backup/actions.xlsx',
    );
    made('out/2026-10/figures.json', 'out/2026-10/tables/tickets.parquet', 'tickets.csv', '2026-10/tickets.csv', 'out/mine.csv');
    expect(discoverFiles([root])).toMatchObject({ ignored: [] });
    expect(paths(root)).toEqual(['out/mine.csv', 'tickets.csv', '2026-10/tickets.csv']);
  });
});

describe('links', () => {
  test('to files and folders are followed; a file reached twice is one', () => {
    made('real/tickets.csv', 'in/lots.csv', 'blob');
    symlinkSync(join(root, 'real'), join(root, 'in', 'linked'));
    symlinkSync(join(root, 'real', 'tickets.csv'), join(root, 'in', 't.csv'));
    symlinkSync(join(root, 'blob'), join(root, 'in', 'events.csv'));
    expect(discoverFiles([join(root, 'in')]).files.map(({ path, fullPath }) => [path, fullPath.slice(root.length + 1)])).toEqual([
      ['events.csv', 'blob'],
      ['linked/tickets.csv', 'real/tickets.csv'],
      ['lots.csv', 'in/lots.csv'],
    ]);
  });

  test('in a circle end', () => {
    made('in/a/tickets.csv');
    symlinkSync(join(root, 'in'), join(root, 'in', 'a', 'up'));
    mkdirSync(join(root, 'in', 'b'));
    symlinkSync(join(root, 'in', 'b'), join(root, 'in', 'b', 'self'));
    expect(paths(join(root, 'in'))).toEqual(['a/tickets.csv']);
  });

  test('to nothing are reported', () => {
    made('tickets.csv');
    symlinkSync(join(root, 'gone.csv'), join(root, 'lots.csv'));
    expect(discoverFiles([root])).toMatchObject({ ignored: ['lots.csv'] });
  });
});
