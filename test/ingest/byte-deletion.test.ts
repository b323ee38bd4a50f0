import { describe, test } from 'vitest';
import { expectNoSilentLoss, wellFormedFiles } from './byte-deletion-law.js';

describe('a lost byte loses no row in silence', () => {
  test.each(Object.entries(wellFormedFiles))('%s', async (_name, file) => {
    await expectNoSilentLoss(file, { step: 3 });
  });
});
