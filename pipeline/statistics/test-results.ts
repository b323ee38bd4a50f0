import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { benjaminiHochberg } from './benjamini-hochberg.js';
import { binomialUpperTail } from './binomial-tail.js';
import { fallProbability, unitsForPower } from './power.js';

/** Share of false discoveries among flagged pairs, and the level of the test for a fall (domain.md §§ 7, 8). */
const level = 0.05;

/** The tables this file makes, beside those of queries/metrics: keys of their rows, and the metric they are computed from. */
export const testResultTables = [
  { name: 'emerging', key: ['model', 'fault_code'], candidates: 'emerging_candidates' },
  { name: 'action_effectiveness', key: ['action_id'], candidates: 'action_effectiveness_candidates' },
] as const;

/** Runs the exact tests on those aggregated candidates that the models `made` and stores their results as tables. */
export async function writeTestResults(database: Database, made: ReadonlySet<string>): Promise<void> {
  if (made.has('emerging_candidates')) await writeEmerging(database);
  if (made.has('action_effectiveness_candidates')) await writeEffectiveness(database);
}

interface EmergingCandidate {
  readonly model: string;
  readonly fault_code: string;
  readonly count: number;
  readonly baseline_count: number;
  readonly exposure: number;
  readonly baseline_exposure: number;
  readonly expected: number | null;
}

/** p = P(X ≥ count), X ~ Binomial(count + baseline, E₀ ÷ (E₀ + ΣE)); q over all tested pairs (domain.md § 7). */
async function writeEmerging(database: Database): Promise<void> {
  const pairs = await database.rows<EmergingCandidate>(
    `select model, fault_code, count::bigint as count, baseline_count::bigint as baseline_count, exposure::bigint as exposure,
      baseline_exposure::bigint as baseline_exposure, expected from emerging_candidates where is_tested order by model, fault_code`,
  );
  const pValues = pairs.map((pair) => {
    const units = pair.exposure + pair.baseline_exposure;
    return binomialUpperTail(pair.count, pair.count + pair.baseline_count, pair.exposure / units, pair.baseline_exposure / units);
  });
  const qValues = benjaminiHochberg(pValues);
  const rows = pairs.map((pair, index) => {
    const q = qValues[index] ?? 1;
    return [literal(pair.model), literal(pair.fault_code), pair.count, pair.expected ?? 'null', pValues[index] ?? 1, q, q <= level];
  });
  await writeRows(
    database,
    'emerging',
    'model varchar, fault_code varchar, count bigint, expected double, p_value double, q_value double, flagged boolean',
    rows,
  );
}

interface EffectivenessCandidate {
  readonly action_id: string;
  readonly lots_before: number;
  readonly lots_after: number;
  readonly units_before: number;
  readonly units_after: number;
  readonly faults_before: number;
  readonly faults_after: number;
}

async function writeEffectiveness(database: Database): Promise<void> {
  const actions = await database.rows<EffectivenessCandidate>(
    `select action_id, lots_before, lots_after, units_before, units_after, faults_before, faults_after
    from action_effectiveness_candidates order by action_id`,
  );
  const rows = actions.map((action) => {
    const counts = {
      faultsBefore: action.faults_before,
      unitsBefore: action.units_before,
      faultsAfter: action.faults_after,
      unitsAfter: action.units_after,
    };
    const isComparable = action.lots_before > 0 && action.lots_after > 0;
    const p = isComparable ? fallProbability(counts) : null;
    const verdict = effectiveness(action, p);
    const needed = verdict === 'insufficient' && p !== null ? unitsForPower(counts) : null;
    return [literal(action.action_id), literal(verdict), p ?? 'null', needed ?? 'null'];
  });
  await writeRows(database, 'action_effectiveness', 'action_id varchar, verdict varchar, p_value double, units_needed double', rows);
}

/** A4: effective when the fall is proven, not effective when the rate did not fall, else not enough is known. */
function effectiveness(action: EffectivenessCandidate, p: number | null): 'effective' | 'not_effective' | 'insufficient' {
  if (p === null) return 'insufficient';
  if (p < level) return 'effective';
  const hasFaults = action.faults_before + action.faults_after > 0;
  const hasNotFallen = action.faults_after * action.units_before >= action.faults_before * action.units_after;
  return hasFaults && hasNotFallen ? 'not_effective' : 'insufficient';
}

async function writeRows(database: Database, table: string, columns: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  await database.run(`create or replace table ${table} (${columns})`);
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map((row) => `(${row.map(String).join(', ')})`);
    await database.run(`insert into ${table} values ${values.join(', ')}`);
  }
}
