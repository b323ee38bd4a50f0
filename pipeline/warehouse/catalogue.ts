import type { Database } from './database.js';
import { literal } from './sql-text.js';

/** One table loaded from a file (or one sheet of it), or a file without any, as the warehouse remembers it. */
export interface CatalogueEntry {
  /** Real path of the file when it was read: its identity. */
  readonly full_path: string;
  /** Path below the input folder. */
  readonly path: string;
  readonly place_date: string;
  readonly place_fineness: number;
  readonly sha256: string;
  /** Of the settings it was read with. */
  readonly fingerprint: string;
  /** Number of the table in its file, from 0. */
  readonly table_index: number;
  readonly sheet: string;
  /** '' for a sheet or file that fits no dataset, or could not be read. */
  readonly dataset: string;
  /** Why it has no dataset. */
  readonly reason: string;
  readonly is_bad: boolean;
  /** File name below store/<dataset>/. */
  readonly stored_as: string;
  readonly form: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly read: number;
  readonly rejected: number;
  readonly skipped_lines: number;
  readonly unknown_headers: readonly string[];
  readonly repeated_headers: readonly string[];
  /** Pattern of the mapping the file was read by, else ''. */
  readonly mapping: string;
  /** Rows its filters left out, among the skipped lines. */
  readonly filtered_rows: number;
  /** Columns whose source the mapping names and the file lacks: `completed_at: Solved at`. */
  readonly absent_headers: readonly string[];
}

/** Rows read from the tables. */
export function rowsOf(entries: readonly CatalogueEntry[]): number {
  return entries.reduce((rows, { read }) => rows + read, 0);
}

const columns = `full_path varchar, path varchar, place_date varchar, place_fineness integer, sha256 varchar, fingerprint varchar,
  table_index integer, sheet varchar, dataset varchar, reason varchar, is_bad boolean, stored_as varchar, form varchar, encoding varchar,
  delimiter varchar, read bigint, rejected bigint, skipped_lines bigint, unknown_headers varchar[], repeated_headers varchar[],
  mapping varchar, filtered_rows bigint, absent_headers varchar[]`;

/** The columns of an entry, in order. */
export const catalogueColumns = columns.split(',').map((column) => column.trim().split(' ')[0] as keyof CatalogueEntry);

/** The catalogue of an attached or open database; empty when it has none. */
export async function readCatalogue(database: Database, schema = 'main'): Promise<CatalogueEntry[]> {
  const entries = await database.rows<CatalogueEntry>(`select * from ${schema}.files order by file_number`);
  // A warehouse of an earlier version knows nothing of filters.
  return entries.map((entry) => ({ ...{ mapping: '', filtered_rows: 0, absent_headers: [] }, ...entry }));
}

/**
 * Writes the catalogue, in export order, as table `files`, and view `loaded_files`: those of a dataset with the name people
 * know them by and the `file_index` that the rows of the dataset carry.
 */
export async function writeCatalogue(database: Database, entries: readonly CatalogueEntry[]): Promise<void> {
  await database.run(`create or replace table files (file_number integer, ${columns})`);
  const rows = entries.map((entry, number) => `(${[String(number), ...catalogueColumns.map((name) => sqlValue(entry[name]))].join(', ')})`);
  for (let start = 0; start < rows.length; start += 500) {
    await database.run(`insert into files values ${rows.slice(start, start + 500).join(',\n')}`);
  }
  await database.run(`create or replace view loaded_files as
    select *, row_number() over (partition by dataset order by file_number) - 1 as file_index,
      case when sheet = '' then path else path || '[' || sheet || ']' end as file
    from files where dataset <> ''`);
}

function sqlValue(value: CatalogueEntry[keyof CatalogueEntry]): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item)).join(', ')}]::varchar[]`;
  return typeof value === 'string' ? literal(value) : String(value);
}
