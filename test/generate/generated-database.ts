import { casesSql } from '../../pipeline/generate/cases.js';
import { foundCompany } from '../../pipeline/generate/company-database.js';
import { actionsRecipe } from '../../pipeline/generate/datasets/actions.js';
import { caseRecipes, monthlyRecipes } from '../../pipeline/generate/datasets/index.js';
import { defaultLastMonth } from '../../pipeline/generate/last-month.js';
import { type Plan, planGeneration } from '../../pipeline/generate/plan.js';
import { monthsOf, type Recipe, recipeSql } from '../../pipeline/generate/recipe.js';
import { type PlantedTruth, readPlanted } from '../../pipeline/generate/truth.js';
import { emptySources } from '../../pipeline/transform/sources.js';
import { Database } from '../../pipeline/warehouse/database.js';

export interface Generated {
  readonly database: Database;
  readonly plan: Plan;
  readonly planted: PlantedTruth;
}

/** What a load of generated exports would leave in `raw_<dataset>`, without the files, for the datasets named. Close the database after use. */
export async function generatedDatabase(
  size: { tickets: number; months: number; seed: number },
  datasets: readonly string[],
): Promise<Generated> {
  const plan = planGeneration({ ...size, out: 'unused', dirty: 0, lastMonth: defaultLastMonth });
  const database = await Database.open(':memory:', { threads: 2 });
  for (const statement of emptySources()) await database.run(statement);
  const background = await foundCompany(database, plan);
  const whole = {
    from: 0,
    until: background,
    plantedFrom: plan.firstMonth.firstDay,
    plantedUntil: plan.lastMonth.dayAfter,
    ticketsBefore: 0,
  };
  await database.run(casesSql(plan, background, whole));
  for (const recipe of newestExports(plan).filter(({ contract }) => datasets.includes(contract.dataset))) await fill(database, recipe);
  return { database, plan, planted: await readPlanted(database, plan) };
}

/** The register is known by its newest export; the others say everything once. */
function newestExports(plan: Plan): Recipe[] {
  const months = monthsOf(plan);
  const monthly = monthlyRecipes(plan, months).filter(({ contract }) => contract.dataset !== 'actions');
  return [...caseRecipes, ...monthly, actionsRecipe(plan, { first: months.last, last: months.last })];
}

async function fill(database: Database, recipe: Recipe): Promise<void> {
  const columns = Object.keys(recipe.columns).join(', ');
  await database.run(
    `insert into raw_${recipe.contract.dataset} by name
      select ${columns}, row_no as row_order, 0 as file_index from (${recipeSql(recipe)}) order by row_no`,
  );
}
