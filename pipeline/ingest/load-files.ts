import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '../progress-line.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import { Lanes } from '../warehouse/lanes.js';
import { badFileEntry, tableEntry, unrecognisedEntry } from './catalogue-entries.js';
import { type HashedFile, refuseChanged } from './hashed-file.js';
import { BadFile, prepareFile } from './load-file.js';
import type { LoadSettings } from './load-settings.js';
import type { PreparedTable } from './prepared-table.js';
import { readingProgress } from './reading-progress.js';
import { isSmall, tableBatches, validateBatch } from './validate-tables.js';

export interface LoadRequest {
  readonly workFolder: string;
  readonly settings: LoadSettings;
  readonly progress?: Progress;
}

/** A table read in this run, still in the work folder; '' for a file or sheet that gave none. */
export interface NewTable {
  readonly entry: CatalogueEntry;
  readonly parquet: string;
  /** Which cell of a record feeds a column of the contract. */
  readonly positions: ReadonlyMap<string, number>;
}

/** Small tables prepared before they are validated: bounds the copies on disk. */
const mostWaiting = 256;

/** A table that waits to be validated, with the catalogue entry it will have. */
interface WaitingTable {
  readonly table: PreparedTable;
  /** Of the file among all, and of the table in it. */
  readonly number: number;
  readonly index: number;
  readonly hashed: HashedFile;
  readonly target: string;
}

/**
 * Prepares the files one by one, and meanwhile validates their tables on as many connections as the engine has threads: large ones
 * as they come, small ones together. The results stand in the order of the files.
 */
export async function loadFiles(
  database: Database,
  files: readonly HashedFile[],
  request: LoadRequest,
): Promise<{ newTables: NewTable[]; badFiles: BadFile[] }> {
  const sizes = files.map(({ file }) => statSync(file.fullPath, { throwIfNoEntry: false })?.size ?? 0);
  const lanes = await Lanes.openFor(database, sizes);
  try {
    const tell = readingProgress(
      files.map(({ file }) => file),
      sizes,
      request.progress,
    );
    return await new FileLoad(database, lanes, files, request).run(tell);
  } finally {
    await lanes.close();
  }
}

class FileLoad {
  private readonly newTables: NewTable[][];
  private readonly badFiles: BadFile[] = [];
  private small: WaitingTable[] = [];
  /** How many tables of each file are still to be validated. */
  private readonly open: number[] = [];
  private rows = 0;

  constructor(
    private readonly database: Database,
    private readonly lanes: Lanes,
    private readonly files: readonly HashedFile[],
    private readonly request: LoadRequest,
  ) {
    this.newTables = files.map(() => []);
  }

  async run(tell: (number: number, rows: number) => void): Promise<{ newTables: NewTable[]; badFiles: BadFile[] }> {
    for (const [number, hashed] of this.files.entries()) {
      tell(number, this.rows);
      await this.load(number, hashed);
    }
    await this.validateSmall();
    await this.lanes.finish();
    return { newTables: this.newTables.flat(), badFiles: this.badFiles };
  }

  private async load(number: number, hashed: HashedFile): Promise<void> {
    const { settings, workFolder } = this.request;
    try {
      const prepared = await prepareFile(this.database, hashed.file, this.folderOf(number), settings);
      const waiting = prepared.tables.map((table, index) => ({
        table,
        number,
        index,
        hashed,
        target: join(workFolder, `${number}-${index}.parquet`),
      }));
      this.open[number] = waiting.length;
      this.rows += prepared.tables.reduce((sum, { records }) => sum + records, 0);
      for (const [index, { sheet, reason }] of prepared.unrecognised.entries()) {
        this.keep(number, unrecognisedEntry(hashed, settings, prepared.tables.length + index, sheet, reason));
      }
      if (prepared.tables.length === 0) await refuseChanged([hashed]);
      this.small.push(...waiting.filter(({ table }) => isSmall(table)));
      for (const large of waiting.filter(({ table }) => !isSmall(table))) await this.validate([large]);
      if (this.small.length >= mostWaiting) await this.validateSmall();
    } catch (error) {
      await refuseChanged([hashed]);
      if (!(error instanceof BadFile)) throw error;
      this.badFiles.push(error);
      this.keep(number, badFileEntry(hashed, settings, error.reason));
    }
  }

  private keep(number: number, entry: CatalogueEntry): void {
    this.newTables[number]?.push({ entry, parquet: '', positions: new Map() });
  }

  private async validateSmall(): Promise<void> {
    const waiting = this.small.splice(0);
    for (const batch of tableBatches(waiting)) await this.validate(batch);
  }

  /** Waits until a connection is free, not until the tables are validated. */
  private async validate(batch: readonly WaitingTable[]): Promise<void> {
    const { settings } = this.request;
    await this.lanes.start(async (lane) => {
      const results = await validateUnchanged(lane, batch);
      for (const { table, number, index, hashed, target } of batch) {
        const counts = results.get(table) ?? { read: 0, rejected: 0, filtered: 0 };
        const own = this.newTables[number];
        own?.push({ entry: tableEntry(hashed, settings, index, table, counts), parquet: target, positions: table.match.positions });
        own?.sort((left, right) => left.entry.table_index - right.entry.table_index);
        await this.close(number);
      }
    });
  }

  /** What was copied of a file goes with the last of its tables: together the copies may be as large as all exports. */
  private async close(number: number): Promise<void> {
    const open = (this.open[number] ?? 0) - 1;
    this.open[number] = open;
    if (open === 0) await rm(this.folderOf(number), { recursive: true, force: true });
  }

  private folderOf(number: number): string {
    return join(this.request.workFolder, String(number));
  }
}

/** What engine and scan say differently of a file that changes between them is no defect, so that is asked after a failure as well. */
async function validateUnchanged(database: Database, batch: readonly WaitingTable[]): ReturnType<typeof validateBatch> {
  try {
    return await validateBatch(database, batch);
  } finally {
    await refuseChanged(batch.map(({ hashed }) => hashed));
  }
}
