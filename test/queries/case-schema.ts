import { withClockModels } from '../../pipeline/config/clock-candidates.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { type Model, readMacros, readModels } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { sourceStatements } from './source-statements.js';

/** A database in which every relation exists, empty, with its true columns and types. */
export interface CaseSchema {
  readonly database: Database;
  readonly models: ReadonlyMap<string, Model>;
  /** Models that do not run on empty sources, with the engine's message. */
  readonly broken: ReadonlyMap<string, string>;
}

export async function openCaseSchema(): Promise<CaseSchema> {
  const database = await Database.open(':memory:', { threads: 1 });
  for (const statement of sourceStatements) await database.run(statement);
  for (const macro of readMacros()) await database.run(macro);
  const models = withClockModels(readModels(), loadPolicy());
  const broken = new Map<string, string>();
  for (const model of models) {
    try {
      await runModel(database, model);
    } catch (error) {
      broken.set(model.name, error instanceof Error ? error.message : String(error));
    }
  }
  // With the default parameters in place of none, models that are not given compute what a real run would.
  await database.run(defaultParameters);
  await database.run(defaultPeriods);
  return { database, models: new Map(models.map((model) => [model.name, model])), broken };
}

const defaultParameters = `insert into parameters by name
  select '2026-08' as period, 'month' as period_kind, timestamp '2026-08-01' as period_start, timestamp '2026-09-01' as as_of,
    false as is_provisional, '广东' as home_province, 12 as warranty_months, 0.2 as defect_threshold,
    false as is_threshold_inclusive, true as is_full_register`;

const defaultPeriods = `insert into periods
  select back, strftime(timestamp '2026-08-01' - to_months(back), '%Y-%m'), timestamp '2026-08-01' - to_months(back),
    timestamp '2026-09-01' - to_months(back)
  from (select unnest(range(14))::integer as back)`;
