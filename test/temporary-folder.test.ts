import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../pipeline/temporary-folder.js';

test('a temporary folder is closed to other accounts, and gone with all that lies in it', async () => {
  const folder = await withTemporaryFolder(async (path) => {
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
    writeFileSync(join(path, 'names.csv'), '');
    return path;
  });
  expect(existsSync(folder)).toBe(false);
});

test('also when the work fails', async () => {
  let folder = '';
  const failing = withTemporaryFolder(async (path) => {
    folder = path;
    throw new Error('cannot be read');
  });
  await expect(failing).rejects.toThrow('cannot be read');
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});
