import { expect, test } from 'vitest';
import { compareWithReference } from '../obligations/compare-with-reference.js';
import { countOf, testSeed } from '../share-of-cases.js';

const obligations = countOf(340_000, 30);

// 30,000 tickets have more than 340,000 obligations of hour, day, working-day, working-hour and repeating clocks: a million in three zones.
test.each(['Asia/Shanghai', 'America/New_York', 'Australia/Sydney'])(
  `${obligations} random obligations of 2024 to 2026 and more in %s are those of a walk minute by minute`,
  async (zone) => {
    const { compared, differences } = await compareWithReference(zone, countOf(30_000, 30), testSeed);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(obligations);
    console.log(`${zone}: ${compared} obligations, 0 differences`);
  },
  3_600_000,
);
