import { test } from 'vitest';
import { countOf } from '../share-of-cases.js';
import { expectVersionsWalked } from '../warehouse/versions-law.js';

test('any versions in any files are kept and counted as a walk through them does', async () => {
  await expectVersionsWalked({ runs: countOf(300, 20) });
});
