import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { storeTables } from '../../pipeline/ingest/ingest.js';
import { buildWarehouse } from '../../pipeline/transform/build-warehouse.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { type Folder, openFolderLoader } from '../ingest/ingest-folder.js';

/** Loads a folder, builds the warehouse on it in memory, and lets `look` see it. */
export async function withWarehouse<T>(files: Folder, look: (database: Database) => Promise<T>): Promise<T> {
  const loader = await openFolderLoader();
  try {
    return await loader.load(files, async ({ entries, newTables }, database, store) => {
      storeTables(newTables, store);
      await buildWarehouse(database, entries, store, parseConfiguration('', 'fieldreview.yaml'));
      return look(database);
    });
  } finally {
    loader.close();
  }
}

/** A CSV from a header line and rows. */
export function csv(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
