import { describe, expect, test } from 'vitest';
import { UserError } from '../pipeline/errors.js';
import { explainMachineFault } from '../pipeline/machine-faults.js';

const said: readonly [message: string, path: string | undefined, explained: RegExp][] = [
  ['ENOSPC: no space left on device, write', undefined, /^\/out: the disk is full \(ENOSPC.*\)\. Unchanged\. Make room/],
  ['IO Error: Could not write file "/out/.work/a": No space left on device', undefined, /^\/out: the disk is full/],
  [
    'IO Error: Could not write file "/elsewhere/fieldreview-a/b": No space left on device',
    undefined,
    /^\/elsewhere\/fieldreview-a\/b: the disk is full \(.*\)\. Unchanged\./,
  ],
  [
    'reading a workbook ended with 1: at f (a.js:1)\n Error: EDQUOT: quota exceeded\n at g',
    undefined,
    /is full \(Error: EDQUOT: quota exceeded\)/,
  ],
  [
    "EACCES: permission denied, open '/etc/calendar.json'",
    '/etc/calendar.json',
    /^\/etc\/calendar\.json: this account has not the right to it/,
  ],
  ["EACCES: permission denied, mkdir '/out/backup'", '/out/backup', /^\/out: this account has not the right to it \(.*backup/],
  ['IO Error: Cannot open file "/out/.lock": Permission denied', undefined, /^\/out: this account has not the right to it/],
  ["EROFS: read-only file system, mkdir '/out/.work'", '/out/.work', /^\/out: the disk can only be read/],
  ['EFBIG: file too large, write', undefined, /^\/out: no file may become that long/],
  [
    'queries/marts/obligations.sql: Out of Memory Error: failed to pin block of size 256.0 KiB (286.1 MiB/286.1 MiB used)\n\nPossible solutions:\n* more',
    undefined,
    /^\/out: there is not enough memory for it \(queries\/marts\/obligations\.sql: Out of Memory Error.*used\)\)\. Unchanged\. Unset FIELDREVIEW_MEMORY_LIMIT/,
  ],
  ['EIO: i/o error, read', undefined, /^\/out: the disk reports an error/],
];

describe('errors of disk, rights and memory', () => {
  test.each(said)('%s is told as one the user can act on', (message, path, explained) => {
    const error = explainMachineFault(Object.assign(new Error(message), path === undefined ? {} : { path }), '/out', 'Unchanged.');
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(explained) });
  });

  test('others stay what they are', () => {
    const [defect, user] = [new Error('expected one row'), new UserError('no such file')];
    expect([explainMachineFault(defect, '/out'), explainMachineFault(user, '/out'), explainMachineFault('text', '/out')]).toEqual([
      defect,
      user,
      'text',
    ]);
    expect(explainMachineFault(new Error('ENOSPC: no space left on device, write'))).toMatchObject({
      message: expect.stringMatching(/^A file: the disk is full/),
    });
  });
});
