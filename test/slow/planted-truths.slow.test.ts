import { expect, test } from 'vitest';
import { computePeriod } from '../../pipeline/compute-period.js';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { parsePeriod, planReportTime } from '../../pipeline/config/periods.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
import type { PlantedTruth } from '../../pipeline/generate/truth.js';
import { binomialUpperTail } from '../../pipeline/statistics/binomial-tail.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { generatedDatabase } from '../generate/generated-database.js';
import { shareName, shareOf } from '../share-of-cases.js';

const seeds = shareOf(
  Array.from({ length: 200 }, (_, seed) => seed),
  20,
);
/** Pairs have three faults a month and more on average; below that the stated rate does not hold (docs/decisions/0020). */
const size = { tickets: 8000, months: 13 };
const datasets = ['tickets', 'repairs', 'lots', 'feedback', 'complaints', 'actions'];
const wanted = ['emerging', 'action_effectiveness', 'defect_groups', 'sla_compliance_by_clock_and_dimension'];
const period = parsePeriod('2026-10');
const configuration = parseConfiguration('', 'none');
const rules = {
  period,
  time: planReportTime(period, configuration.timezone, Date.UTC(2027, 0, 1)),
  calendar: loadCalendar(),
  policy: { ...loadPolicy(), clocks: loadPolicy().clocks.filter(({ name }) => name === 'first_response') },
  configuration,
};

/** The stated rate is 5 % in each case; more is a failure when chance gives as much in fewer than one of a thousand tries. */
function expectRareEnough(wrong: number, of: number): void {
  expect(binomialUpperTail(wrong, of, 0.05, 0.95), `${wrong} of ${of}`).toBeGreaterThan(0.001);
}

test(`over ${seeds.length} seeds every planted truth is found, and nothing else more often than stated${shareName}`, async () => {
  const found = { flagged: 0, falselyFlagged: 0, withoutEffect: 0, falselyEffective: 0 };
  const missed: string[] = [];
  for (const seed of seeds) {
    const { database, planted } = await generatedDatabase({ ...size, seed }, datasets);
    try {
      await computePeriod(database, rules, wanted);
      const emerging = await readEmerging(database, planted);
      const effects = await readEffects(database, planted);
      found.flagged += emerging.flagged;
      found.falselyFlagged += emerging.wrong;
      found.withoutEffect += effects.withoutEffect;
      found.falselyEffective += effects.wrong;
      const misses = [
        ...emerging.missed,
        ...effects.missed,
        ...(await misjudgedGroups(database, planted)),
        ...(await misjudgedTeams(database, planted)),
      ];
      missed.push(...misses.map((miss) => `seed ${seed}: ${miss}`));
    } finally {
      database.close();
    }
  }
  expect(missed).toEqual([]);
  expect([found.flagged >= 2 * seeds.length, found.withoutEffect]).toEqual([true, 4 * seeds.length]);
  expectRareEnough(found.falselyFlagged, found.flagged);
  expectRareEnough(found.falselyEffective, found.withoutEffect);
}, 1_200_000);

/** A pair whose fix made matters worse rises too: flagging it is right, not flagging it no miss. */
async function readEmerging(database: Database, planted: PlantedTruth) {
  const rows = await database.rows<{ pair: string }>(`select model || ' ' || fault_code as pair from emerging where flagged order by pair`);
  const flagged = new Set(rows.map(({ pair }) => pair));
  const nameOf = (pair: { model: string; fault_code: string }): string => `${pair.model} ${pair.fault_code}`;
  const rising = planted.emerging.map(nameOf);
  const mayRise = new Set([...rising, ...planted.actions.filter(({ effect }) => effect === 'worsens').map(nameOf)]);
  return {
    flagged: flagged.size,
    wrong: [...flagged].filter((pair) => !mayRise.has(pair)).length,
    missed: rising.filter((pair) => !flagged.has(pair)).map((pair) => `${pair} is not flagged`),
  };
}

async function readEffects(database: Database, planted: PlantedTruth) {
  const rows = await database.rows<{ action_id: string; verdict: string }>('select action_id, verdict from action_effectiveness');
  const verdicts = new Map(rows.map(({ action_id, verdict }) => [action_id, verdict]));
  const withoutEffect = planted.actions.filter(({ effect }) => effect === 'none');
  const decided = planted.actions.filter(({ verdict }) => verdict !== null);
  return {
    withoutEffect: withoutEffect.length,
    wrong: withoutEffect.filter(({ action_id }) => verdicts.get(action_id) === 'effective').length,
    missed: decided.flatMap(({ action_id, verdict }) =>
      verdicts.get(action_id) === verdict ? [] : [`${action_id} is ${verdicts.get(action_id)}, not ${verdict}`],
    ),
  };
}

/** Planted groups that are not confirmed batches of just their units, and confirmed batches nobody planted. */
async function misjudgedGroups(database: Database, planted: PlantedTruth): Promise<string[]> {
  const rows = await database.rows<{ text: string }>(
    `select group_id || ' ' || affected || '/' || denominator as text from defect_groups where class = 'batch' and confidence = 'confirmed'`,
  );
  const confirmed = rows.map(({ text }) => text);
  const expected = [
    ...planted.batch_lots.map(({ group_id, affected, units }) => `${group_id} ${affected}/${units}`),
    ...planted.batch_slips.map((slip) => `${slip.group_id} ${slip.nonconforming_qty}/${slip.inspected_qty}`),
  ];
  return [
    ...expected.filter((group) => !confirmed.includes(group)).map((group) => `${group} is no confirmed batch`),
    ...confirmed.filter((group) => !expected.includes(group)).map((group) => `${group} is a confirmed batch`),
  ];
}

async function misjudgedTeams(database: Database, { slow_team }: PlantedTruth): Promise<string[]> {
  const rows = await database.rows<{ member: string; compliance: number }>(
    `select member, met / (met + breached) as compliance from sla_compliance_by_clock_and_dimension
    where clock = '${slow_team.clock}' and dimension = 'team' and periods_back = 0 order by member`,
  );
  const isRight = ({ member, compliance }: (typeof rows)[number]): boolean =>
    member === slow_team.team ? compliance < 0.6 : compliance > 0.85;
  return [
    ...rows.filter((row) => !isRight(row)).map(({ member, compliance }) => `${member} at ${compliance}`),
    ...(rows.length === 5 ? [] : ['teams are missing']),
  ];
}
