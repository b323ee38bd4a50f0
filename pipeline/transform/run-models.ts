import type { Database } from '../warehouse/database.js';
import { type Model, readMacros, readModels } from './models.js';

/** Makes every macro and model in the database, staging as views and the rest as tables. Sources must be there. */
export async function runModels(database: Database, models: readonly Model[] = readModels()): Promise<void> {
  for (const macro of readMacros()) await database.run(macro);
  for (const model of models) await runModel(database, model);
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
