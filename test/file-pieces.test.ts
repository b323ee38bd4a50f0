import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { giveBuffer, piecesOf, takeBuffer, writePieces } from '../pipeline/file-pieces.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('pieces put together are the file, whatever its length', async () => {
  for (const length of [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000]) {
    const path = join(folder, `${length}.bin`);
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 251));
    await writePieces(path, async (write) => {
      for (let start = 0; start < length; start += 700_001) await write(bytes.subarray(start, start + 700_001));
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const read: Uint8Array[] = [];
    for await (const piece of piecesOf(path)) read.push(Uint8Array.from(piece));
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  }
});

test('files read at the same time keep their own bytes, and what was read through a buffer does not lie in the next', async () => {
  const paths = ['a', 'b'].map((letter) => join(folder, `${letter}.txt`));
  for (const path of paths) await writePieces(path, (write) => write(Buffer.alloc(2_500_000, path.at(-5))));
  const readAll = async (path: string): Promise<string> => {
    let text = '';
    for await (const piece of piecesOf(path)) text += Buffer.from(piece).toString();
    return text;
  };
  for (const texts of [await Promise.all(paths.map(readAll)), await Promise.all(paths.map(readAll))]) {
    expect(texts.map((text) => [text.length, new Set(text).size])).toEqual(paths.map(() => [2_500_000, 1]));
  }
});

test('a buffer that was given back is taken again, but not one that had to grow', () => {
  const first = takeBuffer();
  expect(takeBuffer()).not.toBe(first);
  giveBuffer(first);
  giveBuffer(Buffer.alloc(2 * first.length));
  expect(takeBuffer()).toBe(first);
});

test('bytes that are used again after a write have been written as they were', async () => {
  const path = join(folder, 'reused.txt');
  const buffer = Buffer.from('first\n');
  await writePieces(path, async (write) => {
    await write(buffer);
    buffer.write('later\n');
    await write(buffer);
  });
  expect(readFileSync(path, 'utf8')).toBe('first\nlater\n');
});

test('work that fails at once, in a folder that goes, leaves nothing that fails later', async () => {
  const failures: unknown[] = [];
  const note = (error: unknown) => failures.push(error);
  process.on('uncaughtException', note);
  const gone = mkdtempSync(join(folder, 'gone-'));
  const writing = writePieces(join(gone, 'rejects.csv'), async () => {
    throw new Error('interrupted');
  });
  await expect(writing).rejects.toThrow('interrupted');
  rmSync(gone, { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('uncaughtException', note);
  expect(failures).toEqual([]);
});

test('a file that is not there says so', async () => {
  const reading = async () => {
    for await (const _ of piecesOf(join(folder, 'absent.csv'))) throw new Error('read');
  };
  await expect(reading()).rejects.toMatchObject({ code: 'ENOENT' });
});
