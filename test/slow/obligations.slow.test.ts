import { expect, test } from 'vitest';
import { compareWithReference } from '../obligations/compare-with-reference.js';

// 26,000 tickets have more than 100,000 obligations of hour, day, working-day, working-hour and repeating clocks.
test.each(['Asia/Shanghai', 'America/New_York'])(
  '100,000 random obligations in %s are those of a walk minute by minute',
  async (zone) => {
    const { compared, differences } = await compareWithReference(zone, 26_000, 4);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(100_000);
  },
  1_200_000,
);
