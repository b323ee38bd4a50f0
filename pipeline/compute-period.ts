import type { Calendar } from './config/calendar.js';
import { withClockModels } from './config/clock-candidates.js';
import { writeClockTables } from './config/clock-tables.js';
import type { Configuration } from './config/configuration.js';
import type { Period, ReportTime } from './config/periods.js';
import type { Policy } from './config/policy.js';
import type { Progress } from './progress-line.js';
import { testResultTables, writeTestResults } from './statistics/test-results.js';
import { type Model, modelsBehind, readModels } from './transform/models.js';
import { writeParameters } from './transform/period-parameters.js';
import { runModels } from './transform/run-models.js';
import type { Database } from './warehouse/database.js';

/** What the figures of a period follow from, besides the exports. */
export interface PeriodRules {
  readonly period: Period;
  readonly time: ReportTime;
  readonly calendar: Calendar;
  readonly policy: Policy;
  readonly configuration: Configuration;
}

/**
 * Computes a period in a database that holds the exports (build-warehouse.ts): every model and test result, or only
 * what the relations `wanted` are made of. Returns the models it ran. Throws when a law of queries/checks is broken.
 */
export async function computePeriod(
  database: Database,
  rules: PeriodRules,
  wanted?: readonly string[],
  progress?: Progress,
): Promise<readonly Model[]> {
  const { configuration, policy, calendar } = rules;
  const models = modelsToRun(policy, wanted);
  await writeParameters(database, rules.period, rules.time, configuration);
  await writeClockTables(database, { policy, calendar, timezone: configuration.timezone });
  await runModels(database, models, ({ name }, before) => {
    progress?.(`computing ${rules.period.name}`, { item: name, done: before, total: models.length });
  });
  await writeTestResults(database, new Set(models.map(({ name }) => name)));
  return models;
}

/** The models of queries/ and of the policy in running order: all, or those that the relations `wanted` are made of. */
export function modelsToRun(policy: Policy, wanted?: readonly string[]): Model[] {
  const all = withClockModels(readModels(), policy);
  return wanted === undefined ? all : modelsBehind(all, withCandidates(wanted));
}

/** Test results are no models; what they are computed from is. */
function withCandidates(wanted: readonly string[]): string[] {
  return wanted.map((name) => testResultTables.find((table) => table.name === name)?.candidates ?? name);
}
