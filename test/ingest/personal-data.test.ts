import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskName, maskPhone, scrubText } from '../../pipeline/ingest/personal-data.js';

describe('scrubText', () => {
  test.each([
    ['请联系13812345678谢谢', '请联系***谢谢'],
    ['１３８１２３４５６７８', '***'],
    ['13812345678 19912345678', '*** ***'],
    ['13812345678/13912345678', '***/***'],
    ['+8613812345678', '+86***'],
    ['邮箱zhang.san+a@mail.example.com。', '邮箱***。'],
    ['ｚｈａｎｇ＠ｑｑ．ｃｏｍ', '***'],
    ['13812345678@qq.com', '***'],
    ['身份证11010519491231002X', '身份证***'],
    ['11010519491231002x,110105194912310021', '***,***'],
    ['空调坏了', '空调坏了'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(scrubText(text)).toBe(expected);
  });

  test.each([
    '12812345678',
    '1381234567',
    '138123456789',
    '8613812345678',
    '单号 20261003138123456789',
    '1234567890123456789',
    'a@b',
    '@某人',
    '12345678901234567',
  ])('leaves %j alone', (text) => {
    expect(scrubText(text)).toBe(text);
  });

  test('a long cell costs no more than its length', () => {
    const started = performance.now();
    scrubText('a'.repeat(300_000));
    scrubText(`a@${'a.'.repeat(150_000)}`);
    scrubText('1'.repeat(300_000));
    expect(performance.now() - started).toBeLessThan(4000);
  });

  const word = fc.stringMatching(/^[一-龥,. ]{0,5}$/);
  const secret = fc.oneof(
    fc.stringMatching(/^1[3-9]\d{9}$/),
    fc.stringMatching(/^[1-9]\d{16}[\dX]$/),
    fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.com$/),
  );

  test('nothing personal is left between words, and the words are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, secret), { minLength: 1, maxLength: 4 }), (parts) => {
        const text = parts.map(([before, personal]) => `${before}、${personal}`).join('');
        const expected = parts.map(([before]) => `${before}、***`).join('');
        expect(scrubText(`${text}，`)).toBe(`${expected}，`);
      }),
    );
  });
});

test.each([
  ['王小明', '王*'],
  [' John Smith', 'J*'],
  ['𠮷田', '𠮷*'],
  ['', ''],
])('the name %j is shown as %j', (name, mask) => {
  expect(maskName(name)).toBe(mask);
});

test.each([
  ['13812345678', '138****5678'],
  ['１３８ １２３４ ５６７８', '138****5678'],
  ['010-12345678', '010****5678'],
  ['12345', '****'],
  ['zhang@example.com', '****'],
  ['微信 13812345678', '****'],
  ['', ''],
])('the contact %j is shown as %j', (contact, mask) => {
  expect(maskPhone(contact)).toBe(mask);
});
