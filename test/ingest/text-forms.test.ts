import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../fixtures/encode-text.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { type FolderLoader, openFolderLoader } from './ingest-folder.js';

const header = '工单号,时间,类型,备注';

let loader: FolderLoader;
beforeAll(async () => {
  loader = await openFolderLoader();
});
afterAll(() => loader.close());

interface Reading {
  readonly form: string;
  readonly read: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly notes: readonly (string | null)[];
  readonly reason: string;
}

async function read(content: string | Uint8Array, name = '进度记录.csv', by = loader): Promise<Reading> {
  return by.load({ [name]: content }, async ({ newTables }, database) => {
    const [table] = newTables;
    if (!table) throw new Error('nothing was read');
    const { form, read, rejected, skipped_lines: skipped, reason } = table.entry;
    const rows = table.parquet
      ? await database.rows<{ note: string | null }>(
          `select note from read_parquet(${literal(table.parquet)}, file_row_number = true) where faults = 0 order by file_row_number`,
        )
      : [];
    return { form, read, rejected, skipped, notes: rows.map(({ note }) => note), reason };
  });
}

const row = (note: string): string => `T-1,2026-10-03,挂起,${note}`;

describe('line breaks in quotes', () => {
  test.each(['\n', '\r\n', '\r'])('of any kind in a file with %j, of any number of lines', async (end) => {
    const cells = ['a\nb', 'a\rb', 'a\r\nb', '\n', 'a\r', '\r\n\r\nb'];
    const text = [header, ...cells.map((cell) => row(`"${cell}x"`)), row('c')].map((line) => line + end).join('');
    expect(await read(text)).toMatchObject({
      form: 'exact',
      read: 7,
      rejected: 0,
      notes: [...cells.map((cell) => `${cell}x`.trim()), 'c'],
    });
  });

  test('in the header move no row', async () => {
    expect(await read(`"工单\n号",时间,"类\r\n型",备注\n${row('a')}\n${row('b')}`)).toMatchObject({
      read: 2,
      rejected: 0,
      skipped: 0,
      notes: ['a', 'b'],
    });
  });
});

describe('the plain form', () => {
  test.each([
    [`${header}\n${row('a')}\n`, ['a']],
    [`${header}\r\n${row('a')}\r\n`, ['a']],
    [`${header}\r\n${row('a')}`, ['a']],
    [`\ufeff${header}\n${row('')}\n${row('""')}\n${row('"a, ""b"""')}`, [null, null, 'a, "b"']],
    [`"工单\t导出"\n${header}\n${row('a')}\n`, ['a']],
    [`一,"二"\r\n${header}\r\n${row('a')}\r\n`, ['a']],
    [`${header}\n${row("'a'")}\n${row('#b')}\n${row('\\')}\n${row('c')}`, ["'a'", '#b', '\\', 'c']],
  ])('%#', async (text, notes) => {
    expect(await read(text)).toMatchObject({ form: 'fast', read: notes.length, rejected: 0, notes });
  });
});

describe('tabs', () => {
  test('with quotes, commas and empty cells', async () => {
    const text = `工单号\t时间\t类型\t备注\nT-1\t2026-10-03\t挂起\t"a\tb, ""c"""\nT-1\t2026-10-03\t挂起\t\nT-1\t2026-10-03\t挂起\t7" x\n`;
    expect(await read(text, '进度记录.tsv')).toMatchObject({ read: 3, rejected: 0, notes: ['a\tb, "c"', null, '7" x'] });
  });
});

describe('empty ends', () => {
  test('a header alone, ended or not, is a table without rows', async () => {
    for (const text of [header, `${header}\n`, `${header}\r\n`, `\ufeff${header}\r`]) {
      expect(await read(text)).toMatchObject({ read: 0, rejected: 0, skipped: 0, reason: '' });
    }
  });

  test('blank lines behind the rows are skipped, not rejected', async () => {
    expect(await read(`${header}\n${row('a')}\n\n\n,,,\n \n`)).toMatchObject({ read: 1, rejected: 0, skipped: 4, notes: ['a'] });
  });
});

test('a header in the middle, of exports put together, is a rejected row', async () => {
  expect(await read(`${header}\n${row('a')}\n\ufeff${header}\n${row('b')}\n`)).toMatchObject({ read: 3, rejected: 1, notes: ['a', 'b'] });
});

test('very wide files', async () => {
  const more = Array.from({ length: 3000 }, (_unused, index) => `列${index}`).join(',');
  expect(await read(`${more},${header}\n${','.repeat(3000)}${row('a')}\n,${row('b')}\n`)).toMatchObject({
    read: 2,
    rejected: 1,
    notes: ['a'],
  });
});

describe('bad files say what they are', () => {
  test.each([
    [
      'UTF-16 without a mark, Chinese',
      Buffer.from(`${header}\n${row('漏水')}\n`, 'utf16le'),
      /UTF-16 without a byte order mark; name its encoding .*, or export it as CSV UTF-8/,
    ],
    ['UTF-16 without a mark, ASCII', Buffer.from('ticket_id,event_at,event_type\nT,2026-10-03,pause\n', 'utf16le'), /UTF-16/],
    ['nothing but blank lines', '\n\n', /missing column ticket_id/],
    ['a page', '<html><table><tr><td>工单号</td></tr></table></html>', /HTML/],
  ])('%s', async (_name, content, expected) => {
    expect((await read(content)).reason).toMatch(expected);
  });
});

describe('names of files', () => {
  test.each(['进度记录[1].csv', '进度记录*?.csv', 'model=X/ticket_id=9/c0=8/进度记录.csv', "进度记录'x.csv"])(
    '%s is no pattern and no partition',
    async (name) => {
      expect(await read(`${header}\n${row('a')}\n`, name)).toMatchObject({ form: 'fast', read: 1, rejected: 0, notes: ['a'] });
    },
  );
});

test('a text of which the copy is longer than the part that is looked at for the header', async () => {
  const text = `${header}\n${`${row('接头')}\n`.repeat(60_000)}`;
  const content = encodeGb18030(text);
  expect(content.length).toBeGreaterThan(1024 * 1024);
  expect(await read(content)).toMatchObject({ read: 60_000, rejected: 0 });
  // Less than one megabyte, but more in UTF-8, which is cut within a character.
  for (const shift of ['', 'x', 'xx']) {
    const shorter = encodeGb18030(`${header}${shift}\n${`T-1,2026-10-03,挂起,${'接头'.repeat(40)}\n`.repeat(5000)}`);
    expect(shorter.length).toBeLessThan(1024 * 1024);
    expect(await read(shorter)).toMatchObject({ read: 5000, rejected: 0 });
  }
});

describe('exports of other systems', () => {
  test('mapped headers, values, constants, nulls, encoding, delimiter and header row', async () => {
    const mapped = await openFolderLoader(`mappings:
  - files: 'crm-*.csv'
    dataset: events
    encoding: gb18030
    delimiter: ';'
    header_row: 2
    columns: { ticket_id: Case, event_at: When, note: Text }
    values: { note: { 'x': 甲, "it's": 乙 } }
    constants: { event_type: 挂起 }
    null_tokens: ['?', keine]
`);
    try {
      const content = encodeGb18030(
        "Bericht\nCase;When;Text;工单号\nT-1;2026-10-03; x ;9\nT-1;2026-10-03;?;9\nT-1;2026-10-03;it's;9\n keine ;2026-10-03;;9\n",
      );
      expect(await read(content, 'crm-10.csv', mapped)).toMatchObject({ read: 4, rejected: 1, skipped: 1, notes: ['甲', null, '乙'] });
    } finally {
      mapped.close();
    }
  });
});

test('what was copied to be read is gone when it is read: the disk holds the exports once', async () => {
  const lots = ['批次号,型号,出货数量', 'L1,M1,10'].map((line) => line.split(','));
  const files = {
    '进度记录_gb.csv': encodeGb18030(`${header}\n${row('汉')}\n`),
    '进度记录_exact.csv': `${header}\n${row('"a\nb"')}\n`,
    '进度记录_zip.csv.gz': gzipSync(`${header}\n${row('c')}\n`),
    '批次.xlsx': await writeXlsx({ sheets: ['1', '2'].map((name) => ({ name, rows: lots })) }),
  };
  await loader.load(files, async ({ newTables }) => {
    const work = dirname(newTables[0]?.parquet ?? '');
    expect(readdirSync(work).sort()).toEqual(newTables.map(({ parquet }) => parquet.slice(work.length + 1)).sort());
    expect(newTables.length).toBe(5);
  });
});
