import type { Configuration } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import { fillRegisterTables } from '../register/register-tables.js';
import { datasetAccountingSql, fileAccountingSql, warningsSql } from '../warehouse/accounting-sql.js';
import { type CatalogueEntry, rowsOf, writeCatalogue } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import { Lanes } from '../warehouse/lanes.js';
import { literal } from '../warehouse/sql-text.js';
import { versionStatements } from '../warehouse/versions-sql.js';

/**
 * Makes a warehouse from a catalogue and the store: the catalogue itself, the last valid version of every key
 * (`raw_<dataset>`), and the exact account of every row (`file_accounting`, `warnings`, `dataset_accounting`). Stops when an account does not add up.
 */
export async function buildWarehouse(
  database: Database,
  entries: readonly CatalogueEntry[],
  store: string,
  configuration: Configuration,
): Promise<void> {
  await database.expectRows(rowsOf(entries));
  await writeCatalogue(database, entries);
  await findVersions(database, entries, store, configuration);
  await database.run(`create or replace table file_accounting as ${fileAccountingSql()}`);
  await database.run(`create or replace table warnings as ${warningsSql()}`);
  await database.run(`create or replace view dataset_accounting as ${datasetAccountingSql()}`);
  await database.run(`create or replace table configuration as select ${literal(JSON.stringify(configuration))}::json as configuration`);
  // Without a register, until one is read.
  await fillRegisterTables(database, [], [], configuration.privacy.staff);
  await checkAccounts(database);
}

/** The versions of each dataset (versions-sql.ts), the datasets side by side. */
async function findVersions(
  database: Database,
  entries: readonly CatalogueEntry[],
  store: string,
  { privacy }: Configuration,
): Promise<void> {
  const lanes = await Lanes.open(database);
  try {
    for (const contract of contracts) {
      const own = entries.filter((entry) => entry.dataset === contract.dataset);
      await lanes.start(async (lane) => {
        for (const statement of versionStatements(contract, own, store, privacy.staff)) await lane.run(statement);
      });
    }
    await lanes.finish();
  } finally {
    await lanes.close();
  }
}

/** read = loaded + rejected + duplicate + superseded, and loaded = keys, for every dataset (domain.md § 1). */
async function checkAccounts(database: Database): Promise<void> {
  for (const { dataset } of contracts) {
    const account = await database.row<{ loaded: number; keys: number; read: number; parts: number }>(
      `select coalesce(sum(loaded), 0)::bigint as loaded, (select count(*) from raw_${dataset}) as keys, coalesce(sum(read), 0)::bigint as read,
        coalesce(sum(loaded + rejected + duplicate + superseded), 0)::bigint as parts from file_accounting where dataset = '${dataset}'`,
    );
    if (account.loaded !== account.keys || account.read !== account.parts) {
      throw new Error(`${dataset}: the account does not add up: ${JSON.stringify(account)}`);
    }
  }
}
