import type { Database } from '../warehouse/database.js';
import { companyMacros } from './company.js';
import { drawMacros } from './draws.js';
import type { Plan } from './plan.js';
import { plantedFaults } from './stories.js';

/** Makes the dice, the company and the planted faults in a database; returns how many tickets are left to chance. */
export async function foundCompany(database: Database, plan: Plan): Promise<number> {
  for (const statement of [...drawMacros(plan), ...companyMacros(plan), plantedFaults(plan)]) await database.run(statement);
  const { planted } = await database.row<{ planted: number }>('select count(*) as planted from planted_faults');
  return plan.tickets - planted;
}
