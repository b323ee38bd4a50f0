import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { writeCsvFile } from '../../pipeline/publish/csv-file.js';
import { temporaryFolder } from '../run/example.js';
import { everyType, withChunks } from './made-tables.js';

async function written(sql: string): Promise<{ text: string; rows: number }> {
  const file = join(temporaryFolder(), 'table.csv');
  const rows = await withChunks(sql, (chunks) => writeCsvFile(chunks, file));
  return { text: readFileSync(file, 'utf8'), rows };
}

describe('a CSV file', () => {
  test('defuses text and leaves numbers, dates and nothing as they are', async () => {
    const { text } = await written(everyType(4));
    expect(text.split('\n')).toEqual([
      '\ufeffinteger_value,bigint_value,double_value,boolean_value,decimal_value,date_value,timestamp_value,text_value,texts_value,empty_value',
      "0,-4000000000,0,true,,2026-02-28,2026-10-03T09:30:00,'=1+1,,",
      '1,,0.14285714285714285,false,1234567885123.4567,2026-03-01,,压缩机异响，“很吵”,,',
      '2,-1999999986,,true,2469135775246.9134,2026-03-02,2026-10-03T09:30:02.000002,,"甲; ; ",',
      "3,-999999979,0.42857142857142855,,3703703665370.3701,2026-03-03,,,'=1; b3,",
      '',
    ]);
  });

  test('of several chunks has one header and every row in order', async () => {
    const { text, rows } = await written(everyType(5000));
    const { data } = Papa.parse<string[]>(text.trimEnd());
    expect([rows, data.length]).toEqual([5000, 5001]);
    expect(data.slice(1).map(([first]) => Number(first))).toEqual([...Array(5000).keys()]);
  });

  test('without rows is its header', async () => {
    expect(await written("select 1 as one, 'x' as two where false")).toEqual({ text: '\ufeffone,two\n', rows: 0 });
  });

  test('leaves out what is no number', async () => {
    expect((await written("select 'nan'::double as a, 'infinity'::double as b, -1.5::double as c")).text).toBe('\ufeffa,b,c\n,,-1.5\n');
  });
});
