import { join } from 'node:path';
import { contracts } from './contracts/index.js';
import { exitCodes, UserError } from './errors.js';
import { addCellMacros } from './ingest/cell-macros.js';
import { gateFailures } from './ingest/gate.js';
import { exportPaths, type Ingest, ingest, storeTables } from './ingest/ingest.js';
import type { NewTable } from './ingest/load-files.js';
import { refuseNothingRecognised } from './ingest/nothing-recognised.js';
import { type RejectSource, writeRejects } from './ingest/rejects.js';
import { publish } from './publish/publication.js';
import { shownPath } from './publish/report-data.js';
import { databaseOptions, type Session } from './session.js';
import { buildWarehouse } from './transform/build-warehouse.js';
import { type CatalogueEntry, rowsOf } from './warehouse/catalogue.js';
import { Database } from './warehouse/database.js';

/** Loads what is new below the inputs, passes the gate, and builds the warehouse on all that is known. */
export async function loadExports(session: Session, inputs: readonly string[]): Promise<Ingest> {
  const { layout, settings, known } = session;
  session.clock.enter('read exports');
  const loader = await Database.open(':memory:', {
    ...databaseOptions(layout, session.effects),
    reach: { folders: [layout.out], files: exportPaths(inputs, known) },
  });
  try {
    await addCellMacros(loader, settings.reader);
    const loaded = await ingest(loader, {
      inputs,
      known,
      workFolder: join(layout.work, 'load'),
      settings,
      progress: session.effects.progress,
    });
    session.clock.count(rowsOf(loaded.newTables.map(({ entry }) => entry)));
    refuseNothingRecognised(loaded);
    await passGate(session, loader, loaded);
    storeTables(loaded.newTables, layout.store);
    await accountForRows(session, loaded.entries);
    return loaded;
  } finally {
    loader.close();
  }
}

/** Builds the warehouse on what is stored. */
export async function accountForRows(
  { clock, configuration, effects, layout, warehouse }: Session,
  entries: readonly CatalogueEntry[],
): Promise<void> {
  effects.progress('accounting for every row');
  clock.enter('account for rows');
  clock.count(rowsOf(entries));
  await buildWarehouse(warehouse, entries, layout.store, configuration);
}

/** The rejected rows of everything loaded, by dataset. */
export function rejectSources(entries: readonly CatalogueEntry[], store: string): Map<string, RejectSource[]> {
  return new Map(
    contracts.map(({ dataset }) => [
      dataset,
      entries
        .filter((entry) => entry.dataset === dataset)
        .map((entry) => ({ file: shownPath(entry), parquet: join(store, dataset, entry.stored_as), rejected: entry.rejected })),
    ]),
  );
}

/** Writes below `folder` the rejects of every dataset that has a file. */
export async function writeAllRejects(
  database: Database,
  sources: ReadonlyMap<string, readonly RejectSource[]>,
  folder: string,
): Promise<void> {
  for (const contract of contracts) {
    const own = sources.get(contract.dataset) ?? [];
    if (own.length > 0) await writeRejects(database, contract, own, folder);
  }
}

/** Too many rejected rows in the new files stop the run; the rows are listed in OUT/rejects, nothing else changes. */
async function passGate(session: Session, loader: Database, loaded: Ingest): Promise<void> {
  const failures = gateFailures(loaded.newTables, session.configuration.quality.max_reject_rate);
  if (failures.length === 0) return;
  const folder = join(session.layout.work, 'rejects');
  await writeAllRejects(loader, newRejectSources(loaded.newTables), folder);
  publish(session.layout, [{ from: 'rejects', to: 'rejects' }]);
  const list = failures.map(({ dataset, read, rejected }) => `  ${dataset}: ${rejected} of ${read} rows rejected`).join('\n');
  throw new UserError(
    `Too many rows were rejected (limit ${session.configuration.quality.max_reject_rate} of a dataset); nothing was loaded:\n${list}\n` +
      `See ${session.layout.rejects} for each row and its reason. Correct the exports, or raise quality.max_reject_rate.`,
    exitCodes.data,
  );
}

function newRejectSources(tables: readonly NewTable[]): Map<string, RejectSource[]> {
  return new Map(
    contracts.map(({ dataset }) => [
      dataset,
      tables
        .filter(({ entry }) => entry.dataset === dataset)
        .map(({ entry, parquet }) => ({ file: shownPath(entry), parquet, rejected: entry.rejected })),
    ]),
  );
}
