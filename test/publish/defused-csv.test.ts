import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { defuse, defusedCsvLines } from '../../pipeline/publish/defused-csv.js';

describe('defusing', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1', '-'])('%j gets an apostrophe', (text) => {
    expect(defuse(text)).toBe(`'${text}`);
  });

  test.each(['', 'a=1', '1-2', ' =1', "'=1", '—', '。', '合计=1'])('%j stays', (text) => {
    expect(defuse(text)).toBe(text);
  });
});

describe('lines', () => {
  test('quote after RFC 4180 and defuse text alone', () => {
    const lines = defusedCsvLines([
      ['文,本', '他说"好"', '两\n行', '=1', null, ''],
      [-1.5, -3n, false, { number: '-12345678901234567890.1234' }, 0, '-1.5'],
    ]);
    expect(lines).toBe(`"文,本","他说""好""","两\n行",'=1,,\n-1.5,-3,false,-12345678901234567890.1234,0,'-1.5\n`);
  });

  test('hold what was put in, for any reader of CSV', () => {
    const rows = [
      ['a', ' b ', '"', ',', '\r\n', '\ufeffx', '末'],
      ['', '', '', '', '', '', ''],
    ];
    expect(Papa.parse<string[]>(defusedCsvLines(rows).trimEnd()).data).toEqual(rows.map((row) => row.map(defuse)));
  });

  test('of no rows are none', () => {
    expect(defusedCsvLines([])).toBe('');
  });
});
