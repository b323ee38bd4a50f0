import { test } from 'vitest';
import { expectExactAccounts } from './accounting-law.js';

test('files with every kind of damage are accounted for to the record', async () => {
  await expectExactAccounts({ folders: 12, filesEach: 30, longest: 0, seed: 20261003 });
});

test('cells of a million characters among them', async () => {
  await expectExactAccounts({ folders: 3, filesEach: 10, longest: 1_000_000, seed: 20261003 });
});
