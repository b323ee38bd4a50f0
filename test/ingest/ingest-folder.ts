import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import { type Ingest, ingest } from '../../pipeline/ingest/ingest.js';
import { loadSettings } from '../../pipeline/ingest/load-settings.js';
import { Database } from '../../pipeline/warehouse/database.js';

/** Files by relative path. */
export type Folder = Readonly<Record<string, Uint8Array | string>>;

/** Loads folders, each by itself, in one process; `visit` sees the result while its Parquet files exist, and an empty store. */
export interface FolderLoader {
  readonly load: <T>(files: Folder, visit: (loaded: Ingest, database: Database, store: string) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export async function openFolderLoader(yaml = ''): Promise<FolderLoader> {
  const configuration = parseConfiguration(`${yaml}\nquality: { skip_bad_files: true }\n`, 'fieldreview.yaml');
  const settings = loadSettings(configuration, cellReader(configuration, undefined));
  const database = await Database.open(':memory:', { threads: 1 });
  await addCellMacros(database, settings.reader);
  return {
    load: async (files, visit) => {
      const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
      try {
        const input = join(folder, 'input');
        writeFiles(input, files);
        const loaded = await ingest(database, {
          inputs: [input],
          known: [],
          workFolder: join(folder, 'work'),
          settings,
        });
        return await visit(loaded, database, join(folder, 'store'));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    close: () => database.close(),
  };
}

/** Writes the files of a folder. */
export function writeFiles(folder: string, files: Folder): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
