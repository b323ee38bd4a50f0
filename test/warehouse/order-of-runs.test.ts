import { test } from 'vitest';
import { expectOrderDoesNotMatter } from './order-of-runs-law.js';

test('any order and grouping of the same files gives the same warehouse', async () => {
  await expectOrderDoesNotMatter({ runs: 4, seed: 20261003 });
});
