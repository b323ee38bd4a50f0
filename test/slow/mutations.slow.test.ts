import { describe, expect, test } from 'vitest';
import { edits, expectNoSilentLoss, wellFormedFiles } from '../ingest/byte-deletion-law.js';
import { expectAccountsOfMutants } from '../ingest/mutation-law.js';
import { countOf, shareName, testSeed } from '../share-of-cases.js';

test(`files with changed bytes are accounted for to the record, or refused${shareName}`, async () => {
  const files = countOf(10_000, 20);
  const outcomes = await expectAccountsOfMutants({ files, seed: testSeed });
  console.log(`changed files: ${JSON.stringify(outcomes)}`);
  expect(outcomes.lines + outcomes.parser + outcomes.bounds + outcomes.refused).toBe(files);
  expect(outcomes.lines + outcomes.parser).toBeGreaterThan(files / 4);
});

describe(`one changed or added byte loses no row in silence${shareName}`, () => {
  test.each(Object.entries(wellFormedFiles))('%s', async (_name, file) => {
    for (const [index, edit] of edits.entries()) {
      const step = 128 / countOf(16, 16);
      await expectNoSilentLoss(file, { edit, step, offset: (testSeed + index * 7) % step });
    }
  });
});
