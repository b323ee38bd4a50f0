import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Effects } from './effects.js';
import { UserError } from './errors.js';
import { interruptAll } from './interruption.js';
import { writeFilesAside } from './publish/files-aside.js';
import { resumePublication } from './publish/publication.js';
import { findPublishedTables, type PublishedTable } from './publish/published-tables.js';
import type { SheetSource } from './publish/workbook-file.js';
import { databaseOptions } from './session.js';
import type { ColumnChunk } from './warehouse/column-chunks.js';
import { Database } from './warehouse/database.js';
import { type Layout, layoutOf } from './warehouse/layout.js';
import { withLock } from './warehouse/lock.js';
import { literal } from './warehouse/sql-text.js';

export type ExportFormat = 'parquet' | 'arrow' | 'csv' | 'xlsx';

export interface ExportOptions {
  readonly out: string;
  readonly period: string;
  readonly format: ExportFormat;
  /** Names of tables; all of the period where there are none. */
  readonly tables: readonly string[];
  /** Folder the files go to; OUT/export/<period> by default. */
  readonly to?: string;
}

export interface ExportedTable {
  readonly table: string;
  readonly rows: number;
  readonly file: string;
  /** Where the file is a workbook. */
  readonly sheet?: string;
  /** Texts cut because a cell of a workbook holds no more. */
  readonly cut_cells?: number;
}

export interface ExportResult {
  readonly period: string;
  readonly format: ExportFormat;
  readonly tables: readonly ExportedTable[];
}

/** `export`: writes tables of a published period, as they were published, in a form other programs open. */
export async function exportTables(options: ExportOptions, effects: Effects): Promise<ExportResult> {
  const layout = layoutOf(options.out);
  const folder = targetFolder(layout, options);
  // Before the lock, which would make the folder.
  if (!existsSync(layout.out)) findPublishedTables(layout.out, options.period, options.tables);
  return withLock(layout, async () => {
    resumePublication(layout);
    const tables = findPublishedTables(layout.out, options.period, options.tables);
    const exported: ExportedTable[] = [];
    await withReader(layout, folder, effects, (database) =>
      writeFilesAside(folder, async (aside) => {
        exported.push(...(await writeTables(database, tables, options, aside, effects)));
        return [...new Set(exported.map(({ file }) => file))];
      }),
    );
    return {
      period: options.period,
      format: options.format,
      tables: exported.map((table) => ({ ...table, file: join(folder, table.file) })),
    };
  });
}

/** Published results are not written into: below OUT only its folder `export` may be named. */
function targetFolder({ out }: Layout, { period, to }: ExportOptions): string {
  const own = join(out, 'export');
  if (to === undefined) return join(own, period);
  const folder = resolve(to);
  if (isInside(realPath(out), realPath(folder)) && !isInside(realPath(own), realPath(folder))) {
    throw new UserError(`--to ${to}: lies among the results of ${out}, which are left as published. Name a folder outside it, or ${own}.`);
  }
  return folder;
}

function isInside(outer: string, inner: string): boolean {
  const path = relative(outer, inner);
  return path === '' || !(path === '..' || path.startsWith('../') || path.startsWith('..\\') || resolve(path) === path);
}

/** Without links, for as much of a path as exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(realPath(dirname(path)), relative(dirname(path), path));
}

/** One thread, so that rows come in the order in which they were published. What does not fit in memory lies in the work folder, which goes. */
async function withReader(layout: Layout, folder: string, effects: Effects, work: (database: Database) => Promise<void>): Promise<void> {
  const keepGoing = effects.onInterrupt(interruptAll);
  mkdirSync(layout.work, { recursive: true });
  const database = await Database.open(':memory:', {
    ...databaseOptions(layout, effects),
    threads: 1,
    reach: { folders: [layout.out, folder, realPath(folder)] },
  });
  try {
    await work(database);
  } finally {
    keepGoing();
    database.close();
    rmSync(layout.work, { recursive: true, force: true });
  }
}

async function writeTables(
  database: Database,
  tables: readonly PublishedTable[],
  options: ExportOptions,
  aside: string,
  effects: Effects,
): Promise<ExportedTable[]> {
  if (options.format === 'xlsx') return writeWorkbook(database, tables, options, aside);
  const exported: ExportedTable[] = [];
  for (const table of tables) {
    effects.progress(`writing ${table.name}`);
    const file = `${table.name}.${options.format}`;
    exported.push({ table: table.name, rows: await writeTable(database, table, options.format, join(aside, file)), file });
  }
  return exported;
}

async function writeTable(database: Database, table: PublishedTable, format: Exclude<ExportFormat, 'xlsx'>, file: string): Promise<number> {
  const chunks = (): AsyncIterable<ColumnChunk> => database.columnChunks(table.query);
  switch (format) {
    case 'arrow':
      return (await import('./publish/arrow-file.js')).writeArrowFile(chunks(), file);
    case 'csv':
      return (await import('./publish/csv-file.js')).writeCsvFile(chunks(), file);
    case 'parquet':
      return writeParquetFile(database, table, file);
  }
}

/** A published Parquet file is what it should be already. */
async function writeParquetFile(database: Database, table: PublishedTable, file: string): Promise<number> {
  if (table.parquet !== undefined) copyFileSync(table.parquet, file);
  else await database.run(`copy (${table.query}) to ${literal(file)} (format parquet, compression zstd)`);
  return countRows(database, table);
}

async function countRows(database: Database, table: PublishedTable): Promise<number> {
  const { rows } = await database.row<{ rows: number }>(`select count(*) as rows from (${table.query})`);
  return rows;
}

/** One workbook of all tables, named after the only one or the period. */
async function writeWorkbook(
  database: Database,
  tables: readonly PublishedTable[],
  options: ExportOptions,
  aside: string,
): Promise<ExportedTable[]> {
  const { writeWorkbookFile } = await import('./publish/workbook-file.js');
  const [only] = tables;
  const file = `${tables.length === 1 && only ? only.name : options.period}.xlsx`;
  const sources: SheetSource[] = [];
  for (const table of tables) {
    const columns = await database.rows(`describe (${table.query})`);
    const rows = await countRows(database, table);
    sources.push({ name: table.name, rows, columns: columns.length, chunks: () => database.columnChunks(table.query) });
  }
  const sheets = await writeWorkbookFile(sources, join(aside, file));
  return sheets.map(({ table, sheet, cutCells }, index) => ({ table, rows: sources[index]?.rows ?? 0, file, sheet, cut_cells: cutCells }));
}
