import { existsSync } from 'node:fs';
import { type Configuration, completeConfiguration } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import type { Effects } from '../effects.js';
import { engineLimits } from '../engine-limits.js';
import { UserError } from '../errors.js';
import { explainMachineFault } from '../machine-faults.js';
import { type CatalogueEntry, readCatalogue } from '../warehouse/catalogue.js';
import { Database } from '../warehouse/database.js';
import type { Layout } from '../warehouse/layout.js';
import { literal } from '../warehouse/sql-text.js';
import { versionViews } from '../warehouse/versions-sql.js';

/** A database in memory on top of the warehouse of OUT: what it makes stays in memory, what it lacks is read there. */
export interface AttachedWarehouse {
  readonly database: Database;
  readonly entries: readonly CatalogueEntry[];
  /** Of the last load. */
  readonly configuration: Configuration;
  /** The period its models and tables are about; null when data was loaded after the last report. */
  readonly computed: { readonly period: string; readonly as_of: string } | null;
}

/**
 * Opens the warehouse for reading, without the lock: a run never writes into the file, it puts another in its place. What does not fit in
 * memory goes to `spillFolder`.
 * Throws UserError where there is none.
 */
export async function attachWarehouse(layout: Layout, spillFolder: string, effects: Effects): Promise<AttachedWarehouse> {
  if (!existsSync(layout.warehouse)) {
    throw new UserError(`${layout.out}: nothing is loaded here. Load exports with: fieldreview ingest --input DIR --out ${layout.out}`);
  }
  const database = await Database.open(':memory:', {
    ...engineLimits(effects),
    spillFolder,
    reach: { folders: [layout.out] },
  });
  try {
    return await readAttached(database, layout);
  } catch (error) {
    database.close();
    const fault = explainMachineFault(error, layout.out);
    if (fault instanceof UserError) throw fault;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${layout.warehouse}: cannot be read as a warehouse (${reason}). Move it away and load the exports again.`);
  }
}

/** Makes the views on the rows of datasets anew: those in the file name the store where it lay when they were written. */
export async function viewDatasets(
  { database, entries, configuration }: AttachedWarehouse,
  layout: Layout,
  datasets: ReadonlySet<string>,
): Promise<void> {
  for (const contract of contracts.filter(({ dataset }) => datasets.has(dataset))) {
    const own = entries.filter((entry) => entry.dataset === contract.dataset);
    for (const statement of versionViews(contract, own, layout.store, configuration.privacy.staff)) await database.run(statement);
  }
}

async function readAttached(database: Database, layout: Layout): Promise<AttachedWarehouse> {
  await database.run(`attach ${literal(layout.warehouse)} as warehouse (read_only)`);
  await database.run(`set search_path = 'memory.main,warehouse.main'`);
  const entries = await readCatalogue(database, 'warehouse.main');
  const { configuration } = await database.row<{ configuration: string }>(
    'select configuration::varchar as configuration from warehouse.main.configuration',
  );
  const { tables } = await database.row<{ tables: number }>(
    `select count(*) as tables from duckdb_tables() where database_name = 'warehouse' and table_name = 'parameters'`,
  );
  const [computed = null] =
    tables === 0 ? [] : await database.rows<{ period: string; as_of: string }>('select period, as_of from warehouse.main.parameters');
  return { database, entries, configuration: completeConfiguration(JSON.parse(configuration) as Partial<Configuration>), computed };
}
