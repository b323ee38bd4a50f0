import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptedWords } from '../../pipeline/contracts/accepted-words.js';
import { columnOf, contractOf } from '../../pipeline/contracts/index.js';
import {
  isNullToken,
  isPlaceholder,
  parseBoolean,
  parseDate,
  parseEnum,
  parseId,
  parseInteger,
  parseMoney,
  parseTime,
} from '../../pipeline/ingest/cell-values.js';

const shanghai = 'Asia/Shanghai';
const newYork = 'America/New_York';

describe('times', () => {
  test.each([
    ['2026-10-03 09:30', '2026-10-03 09:30:00', 'minute'],
    ['2026-10-03 09:30:15', '2026-10-03 09:30:15', 'second'],
    ['2026-10-03 09:30:15.999', '2026-10-03 09:30:15', 'second'],
    ['2026/10/3 9:30', '2026-10-03 09:30:00', 'minute'],
    ['2026.10.3', '2026-10-03 00:00:00', 'day'],
    ['2026.10.3 9:05', '2026-10-03 09:05:00', 'minute'],
    ['20261003', '2026-10-03 00:00:00', 'day'],
    ['20261003 09:30', '2026-10-03 09:30:00', 'minute'],
    ['2026-10-03T09:30', '2026-10-03 09:30:00', 'minute'],
    ['2026-10-03t09:30:00z', '2026-10-03 17:30:00', 'second'],
    ['2026年10月3日', '2026-10-03 00:00:00', 'day'],
    ['2026年10月3日 9时30分', '2026-10-03 09:30:00', 'minute'],
    ['2026年10月3日9时30分5秒', '2026-10-03 09:30:05', 'second'],
    ['2026年10月3日 9时', '2026-10-03 09:00:00', 'minute'],
    ['2026年10月3日9:30', '2026-10-03 09:30:00', 'minute'],
    ['2026-10-0309:30', '2026-10-03 09:30:00', 'minute'],
    ['2026/10/0309:30:15', '2026-10-03 09:30:15', 'second'],
    ['  ２０２６－１０－０３　０９：３０ ', '2026-10-03 09:30:00', 'minute'],
    ['\uFEFF2026-10-03', '2026-10-03 00:00:00', 'day'],
    ['2026-10-03\n09:30', '2026-10-03 09:30:00', 'minute'],
    ['2026-10-03 24:00', '2026-10-04 00:00:00', 'minute'],
    ['2026-12-31 24:00:00', '2027-01-01 00:00:00', 'second'],
    ['2026年2月28日24时', '2026-03-01 00:00:00', 'minute'],
    ['2024-02-29', '2024-02-29 00:00:00', 'day'],
    ['2000-01-01', '2000-01-01 00:00:00', 'day'],
    ['2100-12-31 23:59:59', '2100-12-31 23:59:59', 'second'],
  ])('%j is %s to the %s', (raw, local, precision) => {
    expect(parseTime(raw, shanghai)).toEqual({ local, precision });
  });

  test.each([
    ['2026-10-03 上午9:30', '09:30:00'],
    ['2026/10/3 下午 3:30', '15:30:00'],
    ['2026-10-03下午3:30:15', '15:30:15'],
    ['2026年10月3日 下午3时30分', '15:30:00'],
    ['2026-10-03 下午 15:30', '15:30:00'],
    ['2026-10-03 上午 12:10', '00:10:00'],
    ['2026-10-03 下午 12:10', '12:10:00'],
    ['2026-10-03 上午 0:10', '00:10:00'],
  ])('%s is at %s', (raw, clock) => {
    expect(parseTime(raw, shanghai)?.local).toBe(`2026-10-03 ${clock}`);
  });

  test.each([
    ['2026-10-03T09:30:00Z', shanghai, '2026-10-03 17:30:00'],
    ['2026-10-03T09:30:00.5+08:00', shanghai, '2026-10-03 09:30:00'],
    ['2026-10-03 09:30:00 +0800', shanghai, '2026-10-03 09:30:00'],
    ['2026-10-03T23:30-05', shanghai, '2026-10-04 12:30:00'],
    ['2026-10-03T09:30+05:45', shanghai, '2026-10-03 11:45:00'],
    // New York is four hours behind in summer and five in winter.
    ['2026-07-01T12:00Z', newYork, '2026-07-01 08:00:00'],
    ['2026-12-01T12:00Z', newYork, '2026-12-01 07:00:00'],
    // Both sides of the hour its clocks repeat on 1 November 2026, and of the one they skip on 8 March.
    ['2026-11-01T05:30Z', newYork, '2026-11-01 01:30:00'],
    ['2026-11-01T06:30Z', newYork, '2026-11-01 01:30:00'],
    ['2026-03-08T06:59Z', newYork, '2026-03-08 01:59:00'],
    ['2026-03-08T07:00Z', newYork, '2026-03-08 03:00:00'],
    ['2026-10-03T24:00Z', shanghai, '2026-10-04 08:00:00'],
    ['1999-12-31T20:00Z', shanghai, '2000-01-01 04:00:00'],
  ])('%s in %s is %s', (raw, zone, local) => {
    expect(parseTime(raw, zone)?.local).toBe(local);
  });

  test.each([
    '2026-10/03',
    '2026-10.03',
    '10/8/2026',
    '26-10-03',
    '2026-13-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-10-00',
    '1999-12-31',
    '2101-01-01',
    '2100-12-31 24:00',
    '2100-12-31T23:00Z',
    '2026-10-03 25:00',
    '2026-10-03 24:01',
    '2026-10-03 09:60',
    '2026-10-03 09:30:60',
    '2026-10-03 9:3',
    '2026-10-03 0930',
    '2026-10-03 09:30:',
    '2026-10-03 09:30 PM',
    '2026-10-03 上午 13:00',
    '2026-10-03 下午',
    // The 3rd at 09:30, or the 30th at 9:30?
    '2026-10-309:30',
    '2026-10-031:30',
    '202610030930',
    '2026-10-03T09:30+15:00',
    '2026-10-03T09:30+08:60',
    '2026-10-03T09:30+8',
    '2026-10-03Z',
    '2026-10',
    '46298',
    '昨天',
    '2026-10-0³',
    '',
  ])('%j is no time', (raw) => {
    expect(parseTime(raw, shanghai)).toBeNull();
    expect(parseDate(raw, shanghai)).toBeNull();
  });

  test('a promise given as a date alone holds until the end of that day', () => {
    expect(parseTime('2026-10-03', shanghai, { endOfDay: true })).toEqual({ local: '2026-10-03 23:59:59', precision: 'day' });
    expect(parseTime('2026-10-03 00:00', shanghai, { endOfDay: true })).toEqual({ local: '2026-10-03 00:00:00', precision: 'minute' });
  });

  test('a date column given a time keeps the local date', () => {
    expect(parseDate('2026-10-03 23:59', shanghai)).toBe('2026-10-03');
    expect(parseDate('2026-10-03T20:00Z', shanghai)).toBe('2026-10-04');
    expect(parseDate('2026-10-03 24:00', shanghai)).toBe('2026-10-04');
  });

  test('the time zone of the process does not matter', () => {
    const before = process.env.TZ;
    const answers = [newYork, 'Pacific/Kiritimati', 'UTC'].map((zone) => {
      process.env.TZ = zone;
      return ['2026-03-08 02:30', '2026-10-03T09:30Z', '2026-10-03'].map((raw) => parseTime(raw, shanghai)?.local);
    });
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  const moments = fc
    .integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2100, 11, 30) / 1000 })
    .map((seconds) => new Date(seconds * 1000).toISOString());

  test('every way of writing a moment is read as that moment', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom('-', '/', '.'), (iso, separator) => {
        const local = `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
        const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
        const [hour = '', minute = '', second = ''] = iso.slice(11, 19).split(':');
        const half = Number(hour) < 12 ? '上午' : '下午';
        const forms = [
          `${[year, month, date].join(separator)} ${hour}:${minute}:${second}`,
          `${[year, Number(month), Number(date)].join(separator)} ${Number(hour)}:${minute}:${second}.5`,
          `${[year, month, date].join(separator)}${hour}:${minute}:${second}`,
          `${year}${month}${date} ${hour}:${minute}:${second}`,
          `${year}年${Number(month)}月${Number(date)}日${Number(hour)}时${Number(minute)}分${Number(second)}秒`,
          `${iso.slice(0, 10)} ${half} ${Number(hour) % 12 === 0 ? 12 : Number(hour) % 12}:${minute}:${second}`,
        ];
        for (const form of forms) expect([form, parseTime(form, shanghai)]).toEqual([form, { local, precision: 'second' }]);
        expect(parseTime(iso, 'UTC')?.local).toBe(local);
        expect(parseTime(`${iso.slice(0, 19)}+08:00`, shanghai)?.local).toBe(local);
      }),
    );
  });

  test('never throws, and answers in the one form', () => {
    const signs = fc.constantFrom(...'0123456789-/.:TZ+ 年月日时分秒上下午 ０Ｔ');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 22 }), (cell) => {
        expect(parseTime(cell.join(''), newYork)?.local ?? '2026-01-01 00:00:00').toMatch(/^(20\d\d|2100)-\d\d-\d\d \d\d:\d\d:\d\d$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whole numbers', () => {
  test.each([
    ['5', 5],
    ['5.0', 5],
    ['5.00', 5],
    ['007', 7],
    ['+3', 3],
    ['-3', -3],
    ['-0', 0],
    ['1,234', 1234],
    ['1，234，567', 1234567],
    ['５分', 5],
    [' 5 分 ', 5],
    ['9007199254740991', 9007199254740991],
  ])('%j is %d', (raw, value) => {
    expect(parseInteger(raw)).toBe(value);
  });

  test.each([
    '5.5',
    '1,23',
    '12,34',
    '0,123',
    ',123',
    '1,2345',
    '1 234',
    '5元',
    '¥5',
    '五',
    '5-',
    '--5',
    '1e3',
    '5²',
    '①',
    '9007199254740992',
    '.',
    '分',
    '',
  ])('%j is none', (raw) => {
    expect(parseInteger(raw)).toBeNull();
  });

  test('grouping changes nothing', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseInteger(value.toLocaleString('en-US'))).toBe(value);
        expect(parseInteger(String(value))).toBe(value);
      }),
    );
  });
});

describe('money', () => {
  test.each([
    ['1,234.50', '1234.5'],
    ['¥1,234.50', '1234.5'],
    ['￥ 80', '80'],
    ['80元', '80'],
    ['￥１２．５０ 元', '12.5'],
    ['-¥5', '-5'],
    ['¥-5', '-5'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['0012.3400', '12.34'],
    ['0.0001', '0.0001'],
    ['1.23450000', '1.2345'],
    ['99999999999999.9999', '99999999999999.9999'],
  ])('%j is %s', (raw, value) => {
    expect(parseMoney(raw)).toBe(value);
  });

  test.each(['0.00001', '100000000000000', '1,23.00', '50分', '-¥-5', '5.', '$5', '12%', '(5)', '1.2.3', '免费', '元', ''])(
    '%j is none',
    (raw) => {
      expect(parseMoney(raw)).toBeNull();
    },
  );

  test('an amount in ten-thousandths survives, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (tenThousandths) => {
        const magnitude = String(tenThousandths < 0n ? -tenThousandths : tenThousandths).padStart(5, '0');
        const written = `${tenThousandths < 0n ? '-' : ''}${magnitude.slice(0, -4)}.${magnitude.slice(-4)}`;
        const [whole = '', fraction = ''] = (parseMoney(written) ?? '').split('.');
        expect(BigInt(`${whole}${fraction.padEnd(4, '0')}`)).toBe(tenThousandths);
      }),
    );
  });
});

describe('identifiers', () => {
  test.each([
    [' ｗｏ－１ ', 'WO-1'],
    ['\uFEFFabc\u3000', 'ABC'],
    ['a b', 'A B'],
    ['00123', '00123'],
    ['1.2345E+20', '1.2345E+20'],
  ])('%j is %s', (raw, id) => {
    expect(parseId(raw)).toBe(id);
  });

  test('a number in scientific notation is damaged in a workbook; a model that looks a little like one is not', () => {
    expect(parseId('1.2345E+20', true)).toBeNull();
    expect(parseId('1e+20', true)).toBeNull();
    expect(parseId('12E5', true)).toBe('12E5');
    expect(parseId('123456789012345', true)).toBe('123456789012345');
  });

  test('reading an identifier again changes nothing', () => {
    const signs = fc.constantFrom(...'aZ0-_ ａＺ０　中㈱ﬁ');
    fc.assert(
      fc.property(fc.array(signs), (cell) => {
        const id = parseId(cell.join('')) ?? '';
        expect(parseId(id)).toBe(id);
        expect(id).not.toMatch(/^\s|\s$|[a-z０]/);
      }),
    );
  });

  test('placeholders are what is listed, and runs of one digit', () => {
    const listed = new Set(['0', '不详', 'UNKNOWN']);
    expect(['0', '不详', 'UNKNOWN', '00', '9999999'].filter((id) => !isPlaceholder(id, listed))).toEqual([]);
    expect(['5', '12', 'AA', '00A', '0001'].filter((id) => isPlaceholder(id, listed))).toEqual([]);
  });
});

describe('words', () => {
  test('null tokens, in any case and width', () => {
    expect(
      ['', '  ', '-', '—', '/', '无', 'N/A', 'n/a', 'Null', '－', '／', '\u3000', 'ｎｕｌｌ'].filter((raw) => !isNullToken(raw)),
    ).toEqual([]);
    expect(['0', '--', '没有', 'none', 'NA'].filter(isNullToken)).toEqual([]);
  });

  test('an enumeration takes its canonical values and words, whatever their case and width', () => {
    const words = acceptedWords(columnOf(contractOf('tickets'), 'category'), { category: { quality: ['品质投诉'] } });
    expect([' Quality ', 'ＱＵＡＬＩＴＹ', '产品质量', '质量问题', '品质投诉'].map((raw) => parseEnum(raw, words))).toEqual(
      Array(5).fill('quality'),
    );
    expect(['质量', '', 'constructor'].map((raw) => parseEnum(raw, words))).toEqual([null, null, null]);
  });

  test('a word of the configuration wins over the contract', () => {
    const words = acceptedWords(columnOf(contractOf('tickets'), 'priority'), { priority: { normal: ['高'] } });
    expect([parseEnum('高', words), parseEnum('紧急', words)]).toEqual(['normal', 'urgent']);
  });

  test('the same word means different things in different columns', () => {
    const meanings = (['priority', 'complexity'] as const).map((name) =>
      parseEnum('一般', acceptedWords(columnOf(contractOf('tickets'), name))),
    );
    expect(meanings).toEqual(['normal', 'general']);
  });

  test('truth values', () => {
    const words = acceptedWords(columnOf(contractOf('revisits'), 'reached'));
    expect(['是', '已接通', 'Y', 'yes', 'TRUE', '1', '√', '保内'].map((raw) => parseBoolean(raw, words))).toEqual(Array(8).fill(true));
    expect(['否', '未接通', 'n', 'No', 'false', '０', '×', '保外'].map((raw) => parseBoolean(raw, words))).toEqual(Array(8).fill(false));
    expect(['2', '对', 'x'].map((raw) => parseBoolean(raw, words))).toEqual([null, null, null]);
  });
});
