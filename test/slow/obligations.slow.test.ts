import { expect, test } from 'vitest';
import { compareWithReference } from '../obligations/compare-with-reference.js';
import { countOf, testSeed } from '../share-of-cases.js';

const tickets = countOf(30_000, 30);
// Twelve a ticket on average, up to hundreds: a million in three zones. Over the thousand tickets of a share the mean varies with the seed by
// a half, and eight are always reached.
const obligations = countOf(336_000, 42);

test.each(['Asia/Shanghai', 'America/New_York', 'Australia/Sydney'])(
  `more than ${obligations} random obligations of 2024 to 2026 and more in %s are those of a walk minute by minute`,
  async (zone) => {
    const { compared, differences } = await compareWithReference(zone, tickets, testSeed);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(obligations);
    console.log(`${zone}: ${compared} obligations, 0 differences`);
  },
  3_600_000,
);
