import { test } from 'vitest';
import { countOf } from '../share-of-cases.js';
import { expectInputsMayOverlap, expectOrderDoesNotMatter } from '../warehouse/order-of-runs-law.js';

test('any order and grouping of the same files gives the same warehouse', async () => {
  await expectOrderDoesNotMatter({ runs: countOf(40, 20) });
});

test('overlapping inputs, in any order, read every file once and give the same warehouse', async () => {
  await expectInputsMayOverlap({ runs: countOf(40, 20) });
});
