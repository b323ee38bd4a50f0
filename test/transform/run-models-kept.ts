import { type Model, readMacros } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import type { Database } from '../../pipeline/warehouse/database.js';

/** Makes every macro and model one after the other, and keeps what a run only passes through. Checks are made, not looked at. */
export async function runModelsKept(database: Database, models: readonly Model[]): Promise<void> {
  for (const macro of readMacros()) await database.run(macro);
  for (const model of models) await runModel(database, model);
}
