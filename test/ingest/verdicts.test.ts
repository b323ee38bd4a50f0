import { describe, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { expectEqualVerdicts, verdictSettings } from './verdict-law.js';

describe.each(Object.entries(verdictSettings))('%s', (_name, configured) => {
  test.each(contracts)('the SQL of $dataset judges rows as their definition does', async (contract) => {
    await expectEqualVerdicts(contract, configured, { rows: 400, runs: 2, seed: 20261003 });
  });
});
