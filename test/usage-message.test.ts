import { expect, test } from 'vitest';
import { usageMessage } from '../pipeline/usage-message.js';

const known = ['as-of', 'period', 'out', 'h'];

test.each([
  ['Unknown argument: perod', 'Unknown argument: perod; did you mean "--period"?'],
  ['Unknown arguments: as-off, asOff', 'Unknown argument: as-off; did you mean "--as-of"?'],
  ['Unknown arguments: perod, ut', 'Unknown argument: perod; did you mean "--period"?\nUnknown argument: ut; did you mean "--out"?'],
  ['Missing required argument: period', 'Missing required argument: period'],
])('%s', (message, said) => {
  expect(usageMessage(message, known)).toBe(said);
});
