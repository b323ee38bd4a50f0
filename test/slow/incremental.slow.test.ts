import { test } from 'vitest';
import { expectIncrementalIsFromScratch } from '../incremental/incremental-law.js';
import { countOf, testSeed } from '../share-of-cases.js';

test('whatever came before, a report is the one of a fresh load', async () => {
  await expectIncrementalIsFromScratch({ histories: countOf(30, 30), seed: testSeed });
});
