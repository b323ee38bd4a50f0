import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { writeClockTables } from '../../pipeline/config/clock-tables.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { parsePeriod, planReportTime } from '../../pipeline/config/periods.js';
import { loadPolicy, type Policy } from '../../pipeline/config/policy.js';
import type { Contract } from '../../pipeline/contracts/contract.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { readMacros } from '../../pipeline/transform/models.js';
import { writeParameters } from '../../pipeline/transform/period-parameters.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { generatedDatabase } from '../generate/generated-database.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** The shipped policy with the clocks that run in business hours. */
export function fullPolicy(): Policy {
  const file = join(temporaryFolder(), 'policy.yaml');
  writeFileSync(file, 'packs: [order, dispatch]\n');
  return loadPolicy(file);
}

/**
 * All the models read, for October 2026: a generated company of 1,750 tickets, every record but the actions repeated so many times under
 * other numbers. Unlike a company generated larger it has exactly so many times the rows of each dataset, in the same months, models, teams.
 */
export async function repeatedCompany(times: number, policy: Policy): Promise<Database> {
  const size = { tickets: 1750, months: 7, seed: 1 };
  const { database } = await generatedDatabase(
    size,
    contracts.map(({ dataset }) => dataset),
  );
  await database.run('set threads = 1');
  // With it the engine scans less of a table when the one it is joined with is small.
  await database.run(`set disabled_optimizers = 'join_filter_pushdown'`);
  for (const contract of contracts) if (contract.dataset !== 'actions') await database.run(repeat(contract, times));
  const [period, configuration] = [parsePeriod('2026-10'), parseConfiguration('home_province: 江苏\n', 'fieldreview.yaml')];
  await writeParameters(database, period, planReportTime(period, configuration.timezone, quietEffects.now()), configuration);
  await writeClockTables(database, { policy, calendar: loadCalendar(), timezone: configuration.timezone });
  for (const macro of readMacros()) await database.run(macro);
  return database;
}

function repeat({ dataset, columns }: Contract, times: number): string {
  const numbers = columns.filter(({ kind, name }) => kind === 'id' && name !== 'model' && name !== 'fault_code');
  const renumbered = numbers.map(({ name }) => `case copy when 0 then ${name} else ${name} || '/' || copy end as ${name}`);
  return `create or replace table raw_${dataset} as
    select * exclude (copy) replace (${[...renumbered, `row_order * ${times} + copy as row_order`].join(', ')})
    from raw_${dataset}, range(${times}) as copies (copy)`;
}
