import { describe, expect, it } from 'vitest';
import { dateText, numberText } from '../../pipeline/ingest/workbook-cell-text.js';
import { isDateFormat } from '../../pipeline/ingest/workbook-date-format.js';

describe('dateText', () => {
  // Microsoft, "Differences between the 1900 and the 1904 date system in Excel": 5 July 1998 is 35981 and 34519.
  it('counts days as both calendars do', () => {
    expect(dateText(35981, false)).toBe('1998-07-05');
    expect(dateText(34519, true)).toBe('1998-07-05');
  });

  it.each([
    [46298, '2026-10-03'],
    [46298.395833333336, '2026-10-03 09:30:00'],
    [46298.3958333, '2026-10-03 09:30:00'],
    [46298.39583912037, '2026-10-03 09:30:01'],
    [46298.99999884259, '2026-10-04 00:00:00'],
    [46298 - 2 ** -37, '2026-10-03'],
    [0.395833333333333, '09:30:00'],
    [0, '00:00:00'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [2958465, '9999-12-31'],
  ])('%d is %s', (serial, text) => {
    expect(dateText(serial, false)).toBe(text);
  });

  it('leaves what no spreadsheet shows as a date a number', () => {
    expect(dateText(-1, false)).toBe('-1');
    expect(dateText(20261003093000, false)).toBe('20261003093000');
    expect(dateText(123456789012345680000, false)).toBe('1.2345678901234568E+20');
  });
});

describe('numberText', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [12.5, '12.5'],
    [-1250000, '-1250000'],
    [0.973, '0.973'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [0.1 + 0.2, '0.3'],
    [19.99 * 3, '59.97'],
    [4.000000000000001, '4'],
    [999999999999999, '999999999999999'],
    [1e15, '1E+15'],
    [1234567890123456, '1.234567890123456E+15'],
    [Number('-123456789012345678901'), '-1.2345678901234568E+20'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('isDateFormat', () => {
  it.each(['yyyy\\-mm\\-dd', 'm/d/yy h:mm', '[h]:mm:ss', '[mm]:ss', 'yyyy"年"m"月"d"日"', '[$-804]aaaa', '上午/下午h"时"mm"分"', 'd'])(
    '%s is a date',
    (code) => {
      expect(isDateFormat(164, code)).toBe(true);
    },
  );

  it.each([
    'General',
    '0.00%',
    '#,##0.00_);[Red]\\(#,##0.00\\)',
    '0.00E+00',
    '@',
    '0"days"',
    '[$USD] #,##0',
    '[>=100][Red]0;0',
    '0\\d',
    '0;"days"',
  ])('%s is none', (code) => {
    expect(isDateFormat(164, code)).toBe(false);
  });

  // ECMA-376 part 1, § 18.8.30: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asian languages.
  it('knows the formats without a code', () => {
    const dates = Array.from({ length: 60 }, (_, id) => id).filter((id) => isDateFormat(id, undefined));
    expect(dates).toEqual([
      14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
    ]);
  });
});
