import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../pipeline/nearest-name.js';

test.each([
  ['thresold', ['comparison', 'threshold'], 'threshold'],
  ['timezoen', ['topics', 'timezone'], 'timezone'],
  ['工单编码', ['工单编号', '客户名称'], '工单编号'],
  ['ＴＩＭＥＺＯＮＥ', ['topics', 'timezone'], 'timezone'],
  // A swap is one edit, so "ba" is nearer than the two replacements "cd".
  ['ab', ['cd', 'ba'], 'ba'],
])('%s is nearest to the expected one of %j', (name, candidates, expected) => {
  expect(nearestName(name, candidates)).toBe(expected);
});

test('of equally near ones the first', () => {
  expect(nearestName('x', ['a', 'b'])).toBe('a');
});

test('without candidates there is no nearest and nothing to mean', () => {
  expect(nearestName('x', [])).toBeUndefined();
  expect(didYouMean('x', [])).toBe('');
});

test.each([
  ['perod', ['out', 'period'], '; did you mean "--period"?'],
  // Four edits of six letters.
  ['fromat', ['out', 'as-of'], ''],
  ['ab', ['cb'], '; did you mean "--cb"?'],
  ['x', ['y'], ''],
])('%s comes near to one of %j or to none', (name, candidates, said) => {
  expect(didYouMean(name, candidates, '--')).toBe(said);
});

test('a name among the candidates is its own nearest', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1 }), fc.nat(), (names, pick) => {
      const name = names[pick % names.length] ?? '';
      expect(nearestName(name, names)).toBe(name);
    }),
  );
});
