import { test } from 'vitest';
import { expectOrderDoesNotMatter } from '../warehouse/order-of-runs-law.js';

test('any order and grouping of the same files gives the same warehouse', async () => {
  await expectOrderDoesNotMatter({ runs: 150 });
});
