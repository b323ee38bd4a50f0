import { afterEach, describe, expect, test, vi } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';
import { openFolderLoader } from './ingest-folder.js';

afterEach(() => vi.restoreAllMocks());

const header = '信息编号,产品型号,故障代码,反馈时间,批次号,问题描述';
const row = (id: string, text = '异响'): string => `${id},KX-100,E01,2026-10-03 09:30,L2610-01,${text}`;

/** Rows of the store by file, in the order they are stored: line, id, text, whether faulty. */
async function loadRows(files: Record<string, string>): Promise<{ rows: Record<string, string[]>; scans: number }> {
  const loader = await openFolderLoader();
  try {
    const run = vi.spyOn(Database.prototype, 'run');
    return await loader.load(files, async ({ newTables }, database) => {
      const scans = run.mock.calls.map(([sql]) => sql.match(/\bread_csv\(/g)?.length ?? 0).reduce((sum, count) => sum + count, 0);
      const rows: Record<string, string[]> = {};
      for (const { entry, parquet } of newTables) {
        const read = await database.rows<{ row: string }>(
          `select concat_ws(' ', line, feedback_id, description, faults <> 0) as row from read_parquet('${parquet}', file_row_number = true) order by file_row_number`,
        );
        rows[entry.path] = read.map((each) => each.row);
      }
      return { rows, scans };
    });
  } finally {
    loader.close();
  }
}

describe('small texts of one dataset', () => {
  test('that are alike are read by one scan of the engine, each row staying with its file and line', async () => {
    const { rows, scans } = await loadRows({
      'feedback_2026-08.csv': `${header}\n${row('F1')}\n${row('F2', '漏水')}\n`,
      'feedback_2026-09.csv': `\ufeff${header}\n${row('F3', '"噪音, 大"')}`,
      "feedback_2026-10 o'clock.csv": `${header}\n${row('F4')}\n合计,,,,,\n${row('F5')}\n`,
    });
    expect(rows).toEqual({
      'feedback_2026-08.csv': ['2 F1 异响 false', '3 F2 漏水 false'],
      'feedback_2026-09.csv': ['2 F3 噪音, 大 false'],
      "feedback_2026-10 o'clock.csv": ['2 F4 异响 false', '3 合计 true', '4 F5 异响 false'],
    });
    expect(scans).toBe(1);
  });

  test('whose records had to be copied are read by one scan of the copies', async () => {
    const { rows, scans } = await loadRows({
      'feedback_2026-08.csv': `${header}\n${row('F1')}\n\n${row('F2')}\nF3,KX-100\n`,
      'feedback_2026-09.csv': `title,,,,,\n${header}\r\n${row('F4', '"two\nlines"')}\n${row('F5')}\n`,
      'feedback_2026-10.csv': `${header}\n${row('F6')}\n`,
    });
    expect(rows).toEqual({
      'feedback_2026-08.csv': ['2 F1 异响 false', '4 F2 异响 false', '5 true'],
      'feedback_2026-09.csv': ['3 F4 two\nlines false', '5 F5 异响 false'],
      'feedback_2026-10.csv': ['2 F6 异响 false'],
    });
    expect(scans).toBe(2);
  });

  test('that differ in titles, line ends, columns or delimiter are scanned apart, and no scan serves a name with signs of a pattern', async () => {
    const lines = [header, row('F1'), row('F2')];
    const files = {
      'feedback_01.csv': lines.join('\n'),
      'feedback_02.csv': `质量信息,,,,,\n${lines.join('\n')}`,
      'feedback_03.csv': lines.join('\r\n'),
      'feedback_04.csv': lines.map((line) => `${line},x`).join('\n'),
      'feedback_05.csv': lines.join('\n').replaceAll(',', ';'),
      'feedback_06.csv': lines.map((line) => line.split(',').reverse().join(',')).join('\n'),
      'feedback_07[1].csv': lines.join('\n'),
      'feedback_08.csv': `${lines.join('\n')}\n\n`,
      'feedback_09.csv': lines.join('\n'),
    };
    const { rows, scans } = await loadRows(files);
    const expected = ['2 F1 异响 false', '3 F2 异响 false'];
    expect(rows).toEqual(
      Object.fromEntries(
        Object.keys(files).map((name) => [name, name === 'feedback_02.csv' ? ['3 F1 异响 false', '4 F2 异响 false'] : expected]),
      ),
    );
    expect(scans).toBe(8);
  });
});
