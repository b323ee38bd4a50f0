import type { Database } from '../warehouse/database.js';
import { type Model, readMacros, readModels } from './models.js';

/**
 * Makes every macro and model in the database, staging as views and the rest as tables. Sources must be there.
 * Throws when a check finds rows: a law that the figures rest on is broken, so none of them may be published.
 */
export async function runModels(database: Database, models: readonly Model[] = readModels()): Promise<void> {
  for (const macro of readMacros()) await database.run(macro);
  for (const model of models) {
    await runModel(database, model);
    if (model.layer === 'checks') await expectNoRows(database, model);
  }
}

/** Makes one model; an error names its file. */
export async function runModel(database: Database, model: Model): Promise<void> {
  const kind = model.layer === 'staging' ? 'view' : 'table';
  try {
    await database.run(`create or replace ${kind} ${model.name} as\n${model.sql}`);
  } catch (error) {
    throw new Error(`queries/${model.layer}/${model.name}.sql: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Rows of a check that an error shows. */
const shownViolations = 5;

async function expectNoRows(database: Database, { name, grain, key }: Model): Promise<void> {
  const violations = await database.rows(`select * from ${name} order by ${key.join(', ')} limit ${shownViolations}`);
  if (violations.length === 0) return;
  const rows = violations.map((row) => `  ${JSON.stringify(row)}`).join('\n');
  throw new Error(`queries/checks/${name}.sql found rows (${grain}), so nothing is published:\n${rows}`);
}
