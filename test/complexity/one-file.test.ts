import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeAs } from '../ingest/encode-legacy.js';
import { type FolderLoader, openFolderLoader } from '../ingest/ingest-folder.js';
import { bytesRead, isCounted } from './bytes-read.js';

let loader: FolderLoader;

beforeAll(async () => {
  loader = await openFolderLoader();
});
afterAll(() => loader?.close());

/** Tickets, one a line. */
function exportOf(tickets: number): string {
  const lines = Array.from(
    { length: tickets },
    (_unused, number) =>
      `GD${100_000 + number},其他,2026-10-0${1 + (number % 9)} 09:30,华东组,江苏省,按键没有反应，请尽快安排上门 ${number}\n`,
  );
  return ['工单编号,问题类型,受理时间,处理组,省份,问题描述\n', ...lines].join('');
}

interface Form {
  readonly name: string;
  readonly of: (text: string) => Uint8Array;
  readonly expected: string;
  /** Whole readings, in sizes of the file. */
  readonly most: (file: number, text: number) => number;
}

/**
 * Hashed before it is read and after (2), looked over for its encoding (1), records counted (1), read by the engine (1). The exact path
 * reads the file for its copy and the engine that copy; a file in another encoding is copied to UTF-8 first, and one whose bytes are no text in any
 * is tried in two and its bad lines counted in both.
 */
const forms: readonly Form[] = [
  { name: '工单.csv', of: (text) => Buffer.from(text), expected: 'fast utf-8', most: (file) => 5 * file },
  {
    name: '工单_quoted.csv',
    of: (text) => Buffer.from(`${text}GD1,其他,2026-10-01,"a\nb",,\n`),
    expected: 'exact utf-8',
    most: (file) => 6.1 * file,
  },
  {
    name: '工单_utf16.csv',
    of: (text) => encodeAs(text, 'utf-16le with mark') ?? Buffer.of(),
    expected: 'fast utf-16le',
    most: (file, text) => 4 * file + 2 * text,
  },
  {
    name: '工单_damaged.csv',
    of: (text) => Buffer.concat([Buffer.from(text), Buffer.of(0xff, 0x0a)]),
    expected: 'exact utf-8',
    most: (file) => 10.1 * file,
  },
  { name: '工单.csv.gz', of: (text) => gzipSync(text), expected: 'fast utf-8', most: (file, text) => 3 * file + 3 * text },
];

/** The first megabyte of a text is looked at twice, for its mark and its header; of what it has written the engine reads a few columns again, and the process its own code. */
function besides(text: number): number {
  return 2 * Math.min(text, 2 ** 20) + 300_000;
}

describe.skipIf(!isCounted)('what is read from disk', () => {
  test.each(forms)('of $name is a few times its size, and no more for a file four times as long', async ({ name, of, expected, most }) => {
    await loader.load({ [name]: of(exportOf(10)) }, async () => undefined);
    for (const tickets of [4000, 16_000]) {
      const text = exportOf(tickets);
      const content = of(text);
      const before = bytesRead();
      const form = await loader.load(
        { [name]: content },
        async ({ newTables: [table] }) => `${table?.entry.form} ${table?.entry.encoding}`,
      );
      const read = bytesRead() - before;
      expect(form).toBe(expected);
      const size = Buffer.byteLength(text);
      expect(read).toBeLessThan(most(content.length, size) + besides(Math.max(size, content.length)));
    }
  });
});
