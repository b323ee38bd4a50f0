import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOf } from '../../pipeline/contracts/index.js';
import { type RejectedRow, rejectedRows, writeRejects } from '../../pipeline/ingest/rejects.js';
import { type Folder, type FolderLoader, openFolderLoader } from './ingest-folder.js';

const header = '工单号,客户名称,联系电话,问题类型,受理时间,实际完成时间,问题描述,客户确认';

let loader: FolderLoader;
let folder: string;
beforeAll(async () => {
  loader = await openFolderLoader();
  folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
});
afterAll(() => {
  loader.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The rejected rows of tickets, as objects and as the lines of the CSV. */
async function rejected(files: Folder): Promise<{ rows: RejectedRow[]; written: string; cells: Record<string, string>[] }> {
  return loader.load(files, async ({ newTables }, database) => {
    const sources = newTables.map(({ entry, parquet }) => ({ file: entry.path, parquet, rejected: entry.rejected }));
    const rows: RejectedRow[] = [];
    for await (const row of rejectedRows(database, contractOf('tickets'), sources)) rows.push(row);
    await writeRejects(database, contractOf('tickets'), sources, folder);
    const written = readFileSync(join(folder, 'tickets.csv'), 'utf8');
    return {
      rows,
      written,
      cells: Papa.parse<Record<string, string>>(written.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data,
    };
  });
}

const tickets = (...rows: readonly string[]): Folder => ({ 'tickets.csv': [header, ...rows, ''].join('\n') });

describe('a rejected row', () => {
  test('lists every faulty cell; the first code counts', async () => {
    const { rows } = await rejected(tickets('T-1,,,也许,,昨天,,也许'));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      file: 'tickets.csv',
      line: 2,
      code: 'missing_required',
      codes: ['missing_required', 'bad_enum', 'bad_type'],
      columns: ['accepted_at', 'category', 'completed_at'],
    });
  });

  test('says where, what and what next', async () => {
    const { rows } = await rejected(tickets('T-1,,,物流,2026-10-03 10:00,2026-10-03 09:59,,', `T-2,,,${'长'.repeat(61)},2026-10-03,,,`));
    expect(rows.map((row) => row.message)).toEqual([
      'tickets.csv:2: column "completed_at": "2026-10-03 09:59" lies before column "accepted_at": "2026-10-03 10:00". The row was left out; correct it in the export and load it again',
      `tickets.csv:3: column "category": "${'长'.repeat(60)}…" is not an accepted value. The row was left out; correct it in the export and load it again`,
    ]);
  });

  test('that is ragged or undecodable has no cells', async () => {
    const { rows } = await rejected(tickets('T-1,张三,13812345678,物流,2026-10-03,,,,x', 'T-2,张三\0,,物流,2026-10-03,,,'));
    expect(rows.map(({ code, columns }) => [code, columns])).toEqual([
      ['ragged_row', []],
      ['undecodable', []],
    ]);
    expect(rows.every(({ cells }) => cells.every((cell) => cell === null))).toBe(true);
  });

  test('keeps its cells as they were read, an absent column empty', async () => {
    const { cells } = await rejected(tickets('t-1 ,,,也许,2026/10/3,,"两\n行, ""好""",'));
    expect(cells[0]).toMatchObject({
      file: 'tickets.csv',
      line: '2',
      ticket_id: 't-1 ',
      category: '也许',
      accepted_at: '2026/10/3',
      issue: '两\n行, "好"',
      team: '',
    });
  });

  test('may be a ticket of a status nobody mapped: it is told, never counted as open or as nothing', async () => {
    const { rows } = await rejected({
      'tickets.csv': '工单号,问题类型,受理时间,状态\nT-1,物流,2026-10-03,挂账\nT-2,物流,2026-10-03,处理中\n',
    });
    expect(rows.map(({ line, code, columns }) => [line, code, columns])).toEqual([[2, 'bad_enum', ['status']]]);
  });

  test('comes in the order of files and lines', async () => {
    const { rows } = await rejected({
      'tickets_2026-10.csv': `${header}\n,,,,,,,x\n`,
      'tickets.csv': `${header}\n\n,,,,,,,x\nT-1,,,物流,2026-10-01,,,\n,,,,,,,x\n`,
    });
    expect(rows.map(({ file, line }) => `${file}:${line}`)).toEqual(['tickets.csv:3', 'tickets.csv:5', 'tickets_2026-10.csv:2']);
  });
});

describe('the rejects file', () => {
  test('shows personal data masked, in free text and in any other column not at all', async () => {
    const { written, cells } = await rejected(
      tickets('13800000001,王小明,13812345678,也许,2026-10-03,,打 13812345679 或 a@b.cn,', 'T-2,诸葛,tel: 1381234,也许,2026-10-03,,,'),
    );
    expect(cells.map((row) => [row.customer_name, row.contact_phone, row.issue, row.ticket_id])).toEqual([
      ['王*', '138****5678', '打 *** 或 ***', '***'],
      ['诸*', '****', '', 'T-2'],
    ]);
    expect(
      ['王小明', '13812345678', '13812345679', 'a@b.cn', '13800000001', '诸葛', '1381234'].filter((text) => written.includes(text)),
    ).toEqual([]);
  });

  test('runs no formula in a spreadsheet', async () => {
    const starts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '＋1', '－1', '＠1'];
    const { cells } = await rejected(tickets(...starts.map((text) => `T-1,,,"${text}",2026-10-03,,"${text}",`)));
    expect(cells.map(({ issue }) => issue)).toEqual(starts.map((text) => `'${text}`));
    expect(cells.every(({ category }) => category?.startsWith("'"))).toBe(true);
  });

  test('nor where a file name begins like one', async () => {
    const { cells } = await rejected({ '=tickets.csv': `${header}\nT-1,,,也许,2026-10-03,,,\n` });
    expect([cells[0]?.file, cells[0]?.message?.slice(0, 14)]).toEqual(["'=tickets.csv", "'=tickets.csv:"]);
  });

  test('of an empty dataset is its header, with a byte order mark for spreadsheets', async () => {
    const { written } = await rejected(tickets());
    expect(written).toMatch(/^\ufefffile,line,code,all_codes,columns,message,ticket_id,[^\n]*,status\n$/);
  });
});
