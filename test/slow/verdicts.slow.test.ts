import { describe, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { expectEqualVerdicts, verdictSettings } from '../ingest/verdict-law.js';
import { countOf } from '../share-of-cases.js';

describe.each(Object.entries(verdictSettings))('%s', (_name, configured) => {
  test.each(contracts)('the SQL of $dataset judges rows as their definition does', async (contract) => {
    await expectEqualVerdicts(contract, configured, { rows: 1000, runs: countOf(20, 20) });
  });
});
