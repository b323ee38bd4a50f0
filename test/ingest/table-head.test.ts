import { describe, expect, test } from 'vitest';
import { findTableHead, type HeadOptions, NoTable } from '../../pipeline/ingest/table-head.js';

const header = '工单号,问题类型,受理时间,备注';
const find = (text: string, baseName = 'tickets.csv', more: Partial<HeadOptions> = {}) =>
  findTableHead(Buffer.from(text), { baseName, aliases: {}, ...more });

function refusal(text: string, baseName?: string): { message: string; isUnrecognised: boolean } {
  try {
    find(text, baseName);
  } catch (error) {
    if (error instanceof NoTable) return { message: error.message, isUnrecognised: error.isUnrecognised };
    throw error;
  }
  throw new Error('a head was found');
}

describe('the header', () => {
  test('is the first of the first 20 rows that has all required columns', () => {
    const above = '一,二\n'.repeat(19);
    expect(find(`${above}${header}\n${header},更多\n`)).toMatchObject({ recordsAbove: 19, width: 4, delimiter: ',' });
    expect(refusal(`${above}三\n${header}\n`).message).toContain('among the first 20 rows');
  });

  test('stands behind titles, blank lines and titles of several lines, each one record', () => {
    expect(find(`"工单\n导出",x\r\n\r\n\r${header}\n`).recordsAbove).toBe(3);
  });

  test('is not swallowed by a title with broken quotes', () => {
    expect(find(`"2026"年报表\n${header}\n`).recordsAbove).toBe(1);
    expect(find(`"没有结束\n${header}\nT-1,"a",b,c\n`).recordsAbove).toBe(1);
  });

  test('may itself be quoted, over several lines, behind a byte order mark', () => {
    const { match, width } = find('\ufeff"*工单\n号","问题""类型""","问题类型","受理时间（年月日）"\n');
    expect(width).toBe(4);
    expect(Object.fromEntries(match.positions)).toEqual({ ticket_id: 0, category: 2, accepted_at: 3 });
    expect(match.unknown).toEqual(['问题"类型"']);
  });

  test('is where a mapping says, the row counted from 1', () => {
    const mapping = {
      files: '*',
      dataset: 'tickets',
      header_row: 3,
      columns: { ticket_id: '单' },
      values: {},
      constants: {},
      null_tokens: [],
    };
    expect(find(`${header}\nx\n单,问题类型,受理时间\n`, 'x.csv', { mapping })).toMatchObject({ recordsAbove: 2, width: 3 });
  });
});

describe('the delimiter', () => {
  test.each([',', ';', '\t', '|'])('%j', (delimiter) => {
    expect(find(`${header.replaceAll(',', delimiter)}\n`).delimiter).toBe(delimiter);
  });

  test('is the one under which most columns are found', () => {
    expect(find('工单号|问题类型|受理时间|责任人\n工单号,问题类型,受理时间\n').delimiter).toBe('|');
  });

  test('of a mapping alone is tried', () => {
    const mapping = { files: '*', dataset: 'tickets', delimiter: ';', columns: {}, values: {}, constants: {}, null_tokens: [] };
    expect(() => find(`${header}\n`, 'x.csv', { mapping })).toThrow(NoTable);
  });
});

describe('a delimiter that cannot part records', () => {
  test.each(['；', '"', '\n'])('%j is refused', (delimiter) => {
    const mapping = { files: '*', dataset: 'tickets', delimiter, columns: {}, values: {}, constants: {}, null_tokens: [] };
    expect(() => find(`${header}\n`, 'x.csv', { mapping })).toThrow(/must be one ASCII character/);
  });
});

describe('the dataset', () => {
  test('is told by the headers when the name tells none: most columns matched', () => {
    expect(find('批号,型号,出货数量,出货日期\n', 'october.csv').contract.dataset).toBe('lots');
    // complaints and repairs both have all they need; of repairs one column more is there.
    expect(find('投诉编号,类别,投诉时间,维修编号,故障代码,人工费,维修人员,配件\n', 'x.csv').contract.dataset).toBe('repairs');
  });

  test('is asked for at a tie', () => {
    const { message, isUnrecognised } = refusal('投诉编号,类别,投诉时间,样品编号,来样时间,保管人\n', 'x.csv');
    expect(message).toMatch(/fit complaints and samples equally well.*mappings/);
    expect(isUnrecognised).toBe(false);
  });

  test('unknown to name and headers is no bad file, but reported', () => {
    expect(refusal('姓名,部门\n张三,一\n', 'staff.csv')).toMatchObject({
      isUnrecognised: true,
      message: expect.stringContaining('fieldreview map FILE') as string,
    });
  });

  test('named by the file, with a column missing, is a bad file', () => {
    const { message, isUnrecognised } = refusal('工单号,问题类型,受里时间\n');
    expect(message).toMatch(/missing column accepted_at .*nearest header is "受里时间"/);
    expect(isUnrecognised).toBe(false);
  });
});

describe('what is no table is called by its name', () => {
  test.each([
    ['<html><body><table>', /HTML/],
    ['\n <!DOCTYPE html>', /HTML/],
    ['<?xml version="1.0"?><Workbook>', /XML/],
    [
      Buffer.from(`${header}\nT-1,物流,2026-10-01,\n`, 'utf16le').toString('utf8'),
      /UTF-16 without a byte order mark; name its encoding .*, or export it as CSV UTF-8/,
    ],
  ])('%#', (text, expected) => {
    expect(refusal(text, 'x.csv').message).toMatch(expected);
    expect(refusal(text, 'x.csv').isUnrecognised).toBe(false);
  });

  test('a NUL or two in the rows is not UTF-16', () => {
    expect(find(`${header}\nT-1,\0\0,a,b\n`).width).toBe(4);
  });
});
