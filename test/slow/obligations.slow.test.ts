import { expect, test } from 'vitest';
import { compareWithReference } from '../obligations/compare-with-reference.js';
import { countOf } from '../share-of-cases.js';

const obligations = countOf(100_000, 8);

// 26,000 tickets have more than 100,000 obligations of hour, day, working-day, working-hour and repeating clocks.
test.each(['Asia/Shanghai', 'America/New_York'])(
  `${obligations} random obligations and more in %s are those of a walk minute by minute`,
  async (zone) => {
    const { compared, differences } = await compareWithReference(zone, countOf(26_000, 8), 4);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(obligations);
  },
  1_200_000,
);
