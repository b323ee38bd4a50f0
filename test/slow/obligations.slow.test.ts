import { expect, test } from 'vitest';
import { compareWithReference } from '../obligations/compare-with-reference.js';
import { countOf, testSeed } from '../share-of-cases.js';

/** Tickets of one comparison; about four obligations each, of hour, day, working-day, working-hour and repeating clocks. */
const tickets = countOf(30_000, 10);
const rounds = countOf(3, 3);
const obligations = countOf(340_000, 30);

test.each(['Asia/Shanghai', 'America/New_York', 'Australia/Sydney'])(
  `${obligations} random obligations of 2024 to 2026 and more in %s are those of a walk minute by minute`,
  async (zone) => {
    let obligationsCompared = 0;
    for (let round = 0; round < rounds; round++) {
      const { compared, differences } = await compareWithReference(zone, tickets, testSeed + round);
      expect(differences).toEqual([]);
      obligationsCompared += compared;
    }
    console.log(`${zone}: ${obligationsCompared} obligations compared`);
    expect(obligationsCompared).toBeGreaterThan(obligations);
  },
  3_600_000,
);
