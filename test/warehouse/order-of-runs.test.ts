import { test } from 'vitest';
import { expectInputsMayOverlap, expectOrderDoesNotMatter } from './order-of-runs-law.js';

test('any order and grouping of the same files gives the same warehouse', async () => {
  await expectOrderDoesNotMatter({ runs: 2, seed: 20261003 });
});

test('overlapping inputs, in any order, read every file once and give the same warehouse', async () => {
  await expectInputsMayOverlap({ runs: 2, seed: 20261003 });
});
