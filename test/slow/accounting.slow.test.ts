import { test } from 'vitest';
import { expectExactAccounts } from '../ingest/accounting-law.js';
import { countOf } from '../share-of-cases.js';

// 250 folders of 1 to 50 files: more than 5,000 in all.
test('files with every kind of damage are accounted for to the record', async () => {
  await expectExactAccounts({ folders: countOf(250, 25), filesEach: 50, longest: 0 });
});

test('cells of three million characters among them', async () => {
  await expectExactAccounts({ folders: countOf(40, 10), filesEach: 12, longest: 3_000_000 });
});
