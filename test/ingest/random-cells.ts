import fc from 'fast-check';
import { type AddedWords, acceptedWords } from '../../pipeline/contracts/accepted-words.js';
import type { Column, Contract } from '../../pipeline/contracts/contract.js';
import { nullTokens } from '../../pipeline/contracts/enumerations.js';

/** Rows over a contract, cell by column: forms that are accepted, near misses of them, nulls, and anything at all. */
export function randomRow(contract: Contract, added: AddedWords): fc.Arbitrary<Record<string, string | null>> {
  return fc.record(Object.fromEntries(contract.columns.map((column) => [column.name, randomCell(column, added)])));
}

function randomCell(column: Column, added: AddedWords): fc.Arbitrary<string | null> {
  const own = ownForms(column, added);
  return fc.oneof(
    { weight: 40, arbitrary: own },
    { weight: column.required ? 1 : 12, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.tuple(own, blank, blank).map(([cell, before, after]) => `${before}${cell}${after}`) },
    { weight: 2, arbitrary: own.map(fullWidth) },
    { weight: 2, arbitrary: fc.tuple(own, fc.nat(40), anySign).map(([cell, place, sign]) => spoiled(cell, place, sign)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...nullTokens, 'Null', 'n/A', '－', '／', 'ｎｕｌｌ', '合计'), blank)
        .map((parts) => parts.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map(withoutNul) },
  );
}

function ownForms(column: Column, added: AddedWords): fc.Arbitrary<string> {
  switch (column.kind) {
    case 'time':
    case 'date':
      return time;
    case 'integer':
      return quantity;
    case 'money':
      return fc.oneof(quantity, money);
    case 'enum':
    case 'boolean':
      return word(column, added);
    case 'id':
      return fc.oneof({ weight: 4, arbitrary: identifier }, { weight: column.placeholders ? 3 : 1, arbitrary: placeholder });
    case 'text':
      return text;
  }
}

const blank = fc.constantFrom('', ' ', '  ', '\t', '\u00a0', '\u3000', '\ufeff', '\u2003', '\n', '\r\n', '\u000b');
const anySign = fc.constantFrom(
  '',
  ' ',
  '0',
  '1',
  '9',
  '-',
  '/',
  '.',
  ':',
  'T',
  'Z',
  '+',
  '年',
  '分',
  '²',
  '½',
  '٣',
  '\u3000',
  '\u200b',
  'x',
  "'",
  '"',
  '，',
  '：',
);

/** One sign replaced, or (when `sign` is empty) taken out. */
function spoiled(cell: string, place: number, sign: string): string {
  const signs = [...cell];
  signs.splice(place % (signs.length + 1), sign === '' || place % 2 === 0 ? 1 : 0, sign);
  return signs.join('');
}

function fullWidth(cell: string): string {
  return cell.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
}

function withoutNul(cell: string): string {
  return cell.replaceAll('\0', '').replaceAll('\u{fdd0}', '');
}

const two = (value: number): string => String(value).padStart(2, '0');

// A few days and hours, so that cells of a row come before, after and together; and the edges of the calendar.
const day = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.constant(2026), fc.constant(10), fc.integer({ min: 2, max: 4 })) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom(1999, 2000, 2024, 2025, 2026, 2099, 2100, 2101, 26),
      fc.constantFrom(0, 1, 2, 3, 9, 10, 11, 12, 13),
      fc.constantFrom(0, 1, 7, 9, 28, 29, 30, 31, 32),
    ),
  },
);

const writtenDay = fc
  .tuple(day, fc.constantFrom('-', '/', '.', '', '年', '-/'), fc.boolean())
  .map(([[year, month, date], separator, isPadded]) => {
    const part = isPadded || separator === '' ? two : String;
    if (separator === '年') return `${year}年${part(month)}月${part(date)}日`;
    return `${year}${separator[0] ?? ''}${part(month)}${separator[1] ?? separator[0] ?? ''}${part(date)}`;
  });

const clock = fc
  .tuple(
    fc.constantFrom(0, 1, 8, 9, 9, 10, 12, 13, 23, 24, 25),
    fc.constantFrom(0, 0, 5, 30, 30, 59, 60),
    fc.constantFrom(0, 0, 30, 59, 60),
    fc.constantFrom('h:m', 'hh:mm', 'hh:mm', 'hh:mm:ss', 'hh:mm:ss', 'hh:mm:ss.f', '时分', '时', '时分秒'),
  )
  .map(([hour, minute, second, form]) => {
    if (form === 'h:m') return `${hour}:${two(minute)}`;
    if (form === '时') return `${hour}时`;
    if (form === '时分') return `${hour}时${two(minute)}分`;
    if (form === '时分秒') return `${two(hour)}时${minute}分${second}秒`;
    return `${two(hour)}:${two(minute)}${form === 'hh:mm' ? '' : `:${two(second)}`}${form === 'hh:mm:ss.f' ? '.987' : ''}`;
  });

const offset = fc.constantFrom('', '', '', '', 'Z', 'z', '+08:00', '+0800', '-05', ' +08:00', '+14:00', '+14:30', '+8', '-00:00');
const time = fc
  .tuple(
    writtenDay,
    fc.constantFrom(' ', ' ', ' ', 'T', 't', '', '  ', '\t', ' 上午', ' 下午', '下午 '),
    fc.option(clock, { freq: 4 }),
    offset,
  )
  .map(([date, between, clockText, zone]) => (clockText === null ? date : `${date}${between}${clockText}${zone}`));

const whole = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1, max: 12 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '4.0',
      '4.5',
      '04',
      '1,234',
      '12,34',
      '1,234,567',
      '1e3',
      '+3',
      '-0',
      '',
      '.5',
      '5.',
      '４',
      '٣',
      '1²',
      '3分',
      '3 分',
      '3分钟',
      'x',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '999999999999',
      '9999999999999',
      '9007199254740991',
      '9007199254740992',
      '9223372036854775808',
      '123456789012345678901234567890',
    ),
  },
);
const quantity = whole;
const money = fc
  .tuple(
    fc.constantFrom('', '', '¥', '￥', '-', '¥-', '-¥', '¥ '),
    whole,
    fc.constantFrom('', '.5', '.50', '.1234', '.12345', '.12340'),
    fc.constantFrom('', '', '元', ' 元', '元整'),
  )
  .map((parts) => parts.join(''));

function word(column: Column, added: AddedWords): fc.Arbitrary<string> {
  const accepted = [...acceptedWords(column, added).keys()];
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...accepted) },
    { weight: 2, arbitrary: fc.constantFrom(...accepted).map((one) => one.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom('也许', '是否', 'tru', 'open ', '2', '✓', 'ＹＥＳ') },
  );
}

const identifier = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{1,2}-?[0-9]{1,3}$/),
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '9', '-', '#', 'ß', 'ı', 'İ', 'ﬁ', 'Ⅳ', '①', '㎏', '型', '\u00e9', 'e\u0301', '\u{20bb7}', ' '),
    minLength: 1,
    maxLength: 6,
  }),
);
const placeholder = fc.constantFrom(
  '0',
  '00',
  '0000',
  '５５',
  '7',
  '77',
  '7-7',
  '不详',
  '无',
  'unknown',
  'Unknown',
  'n.n.',
  '1.2345E+20',
  '1e+16',
  '-1.2E+15',
  '1.5E+',
  '123456789012345',
);

const text = fc.oneof(
  fc.constantFrom(
    '正常',
    ' 一组 ',
    '13812345678',
    '电话13812345678急',
    '１３８１２３４５６７８',
    '913812345678',
    '138123456789',
    'a.b@c-d.cn 联系',
    'ａ＠ｂ.ｃｎ',
    '11010119900307123x',
    '=1+1',
    'line\nbreak',
    '无关',
    '——',
    '-',
    'N/a',
    '合计',
    '导出',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map(withoutNul),
);
