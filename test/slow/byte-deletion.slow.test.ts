import { describe, test } from 'vitest';
import { expectNoSilentLoss, wellFormedFiles } from '../ingest/byte-deletion-law.js';

describe('a lost byte loses no row in silence', () => {
  test.each(Object.entries(wellFormedFiles))('%s', async (_name, file) => {
    await expectNoSilentLoss(file);
  });
});
