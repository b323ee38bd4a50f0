import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGb18030, encodeUtf16 } from '../../fixtures/encode-text.js';
import { detectEncoding, undecodableMark, writeUtf8Copy } from '../../pipeline/ingest/text-encoding.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Reading {
  readonly encoding: string;
  readonly isClean: boolean;
  readonly text: string;
}

async function read(content: Uint8Array, declared?: string): Promise<Reading> {
  const path = join(folder, 'text.csv');
  writeFileSync(path, content);
  const { encoding, isClean } = await detectEncoding(path, declared);
  await writeUtf8Copy(path, encoding, isClean, join(folder, 'copy.csv'));
  return { encoding, isClean, text: readFileSync(join(folder, 'copy.csv'), 'utf8') };
}

const bytes = (...parts: (string | Uint8Array | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : Buffer.from(part))));

describe('without damage', () => {
  const text = '工单,漏水\r\nT-1,é\n';

  test.each([
    ['utf-8', bytes(text), text],
    ['utf-8', bytes('plain'), 'plain'],
    ['utf-8-bom', bytes('\ufeff', text), text],
    ['utf-16le', encodeUtf16(`${text}\u{20bb7}`, 'little'), `${text}\u{20bb7}`],
    ['utf-16be', encodeUtf16(text, 'big'), text],
    ['gb18030', encodeGb18030('工单,漏水，ａ①\u{20bb7}\n'), '工单,漏水，ａ①\u{20bb7}\n'],
  ])('%s', async (encoding, content, expected) => {
    expect(await read(content)).toEqual({ encoding, isClean: true, text: expected });
  });

  test.each(['utf-8', 'gb18030'])('characters of %s cut by the chunks the file is read in', async (encoding) => {
    const text = `x${'接头'.repeat(900_000)}`;
    expect(await read(encoding === 'gb18030' ? encodeGb18030(text) : bytes(text))).toEqual({ encoding, isClean: true, text });
  });
});

describe('with damage', () => {
  const marked = `漏${undecodableMark}水`;

  test('UTF-8 when it has fewer bad lines; the damage is marked, the rest kept', async () => {
    const content = bytes('工单\r\n', '漏', 0xff, '水\n', '好\u{fffd}\n');
    expect(await read(content)).toEqual({ encoding: 'utf-8', isClean: false, text: `工单\r\n${marked}\n好\u{fffd}\n` });
  });

  test('GB18030 when it has fewer', async () => {
    const content = bytes(encodeGb18030('工单\n漏'), 0xff, encodeGb18030('水\n好\n'));
    expect(await read(content)).toEqual({ encoding: 'gb18030', isClean: false, text: `工单\n${marked}\n好\n` });
  });

  test('UTF-8 at a tie', async () => {
    // One line is bad in both; the others are ASCII.
    expect(await read(bytes('a\n', 0xff, '\nb\n'))).toMatchObject({ encoding: 'utf-8', isClean: false });
    // One bad line each: 0xB9 0xA4 is 工 in GB18030 alone; the three bytes of 漏 in UTF-8 end with half a pair.
    expect(await read(bytes(0xb9, 0xa4, '\n漏\n'))).toMatchObject({ encoding: 'utf-8' });
  });

  test('lines that end with a lone CR are lines too', async () => {
    const content = bytes(encodeGb18030('工单\r漏'), 0xff, encodeGb18030('水\r好\r'));
    expect(await read(content)).toEqual({ encoding: 'gb18030', isClean: false, text: `工单\r${marked}\r好\r` });
  });

  test('a mark within the file stays, so that no line is joined to another', async () => {
    const content = bytes('\ufeffa\r', '\ufeff\n', 0xff, '\n');
    expect(await read(content)).toMatchObject({ isClean: false, text: `a\r\ufeff\n${undecodableMark}\n` });
  });

  test('strict GB18030 comes before counting', async () => {
    expect(await read(encodeGb18030('单'))).toMatchObject({ encoding: 'gb18030', isClean: true });
  });

  test('a byte order mark decides, whatever comes', async () => {
    expect(await read(bytes('\ufeff漏', 0xff, '水'))).toEqual({ encoding: 'utf-8-bom', isClean: false, text: marked });
    expect(await read(bytes('\ufeff', encodeGb18030('工\n单\n')))).toMatchObject({ encoding: 'utf-8-bom', isClean: false });
    const half = encodeUtf16('漏\ud800x水', 'little');
    expect(await read(half)).toEqual({ encoding: 'utf-16le', isClean: false, text: `漏${undecodableMark}x水` });
    expect(await read(bytes(encodeUtf16('漏', 'big'), 0x6c))).toEqual({
      encoding: 'utf-16be',
      isClean: false,
      text: `漏${undecodableMark}`,
    });
  });
});

describe('declared by a mapping', () => {
  test('an encoding that nothing would tell', async () => {
    expect(await read(bytes(0xa4, 0xe9), 'big5')).toEqual({ encoding: 'big5', isClean: true, text: '日' });
  });

  test('UTF-8 is not doubted, though GB18030 would do', async () => {
    expect(await read(encodeGb18030('单'), 'utf-8')).toMatchObject({ encoding: 'utf-8', isClean: false });
  });

  test('a byte order mark still wins', async () => {
    expect(await read(encodeUtf16('工单', 'little'), 'gb18030')).toMatchObject({ encoding: 'utf-16le', text: '工单' });
  });
});
