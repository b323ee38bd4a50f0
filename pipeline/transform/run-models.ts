import type { Database } from '../warehouse/database.js';
import { type Model, passingModels, readMacros, readModels } from './models.js';

/**
 * Makes every macro and model in the database: staging as views, the rest as tables, those that are only passed through as temporary ones,
 * which the engine neither compresses nor writes to the file. Sources must be there. `begin` is told the number of each model before it is made.
 * Throws when a check finds rows: a law that the figures rest on is broken, so none of them may be published.
 */
export async function runModels(
  database: Database,
  models: readonly Model[] = readModels(),
  begin?: (number: number) => void,
): Promise<void> {
  for (const macro of readMacros()) await database.run(macro);
  for (const [number, model] of models.entries()) {
    begin?.(number);
    await runModel(database, model);
    if (model.layer === 'checks') await expectNoRows(database, model);
  }
}

/** Makes one model; an error names its file. */
export async function runModel(database: Database, model: Model): Promise<void> {
  try {
    await database.run(`create or replace ${kindOf(model)} ${model.name} as\n${model.sql}`);
  } catch (error) {
    throw new Error(`queries/${model.layer}/${model.name}.sql: ${error instanceof Error ? error.message : String(error)}`);
  }
}

let passing: ReadonlySet<string> | undefined;

/** The same for a model whatever others are run with it: a temporary relation hides a lasting one of its name. */
function kindOf({ layer, name }: Model): string {
  passing ??= passingModels();
  // Views that follow from the policy read what is passed through.
  if (layer === 'staging') return name.startsWith('stg_') ? 'view' : 'temp view';
  return passing.has(name) ? 'temp table' : 'table';
}

/** Rows of a check that an error shows. */
const shownViolations = 5;

async function expectNoRows(database: Database, { name, grain, key }: Model): Promise<void> {
  const violations = await database.rows(`select * from ${name} order by ${key.join(', ')} limit ${shownViolations}`);
  if (violations.length === 0) return;
  const rows = violations.map((row) => `  ${JSON.stringify(row)}`).join('\n');
  throw new Error(`queries/checks/${name}.sql found rows (${grain}), so nothing is published:\n${rows}`);
}
