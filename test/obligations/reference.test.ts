import { expect, test } from 'vitest';
import { compareWithReference } from './compare-with-reference.js';

// The full comparison is test/slow/obligations.slow.test.ts.
test.each(['Asia/Shanghai', 'America/New_York', 'Australia/Sydney'])(
  'obligations in %s are those of a walk minute by minute',
  async (zone) => {
    const { compared, differences } = await compareWithReference(zone, 600, 20_261_003);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  },
  180_000,
);
