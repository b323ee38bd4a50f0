import { describe, expect, test } from 'vitest';
import { explainDiskFault } from '../pipeline/disk-faults.js';
import { UserError } from '../pipeline/errors.js';

const said: readonly [message: string, path: string | undefined, explained: RegExp][] = [
  ['ENOSPC: no space left on device, write', undefined, /^\/out: the disk is full \(ENOSPC.*\)\. Unchanged\. Make room/],
  ['IO Error: Could not write file "/out/.work/a": No space left on device', undefined, /^\/out: the disk is full/],
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
  ['EIO: i/o error, read', undefined, /^\/out: the disk reports an error/],
];

describe('errors of the disk', () => {
  test.each(said)('%s is told as one the user can act on', (message, path, explained) => {
    const error = explainDiskFault(Object.assign(new Error(message), path === undefined ? {} : { path }), '/out', 'Unchanged.');
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(explained) });
  });

  test('others stay what they are', () => {
    const [defect, user] = [new Error('expected one row'), new UserError('no such file')];
    expect([explainDiskFault(defect, '/out'), explainDiskFault(user, '/out'), explainDiskFault('text', '/out')]).toEqual([
      defect,
      user,
      'text',
    ]);
    expect(explainDiskFault(new Error('ENOSPC: no space left on device, write'))).toMatchObject({
      message: expect.stringMatching(/^A file: the disk is full/),
    });
  });
});
