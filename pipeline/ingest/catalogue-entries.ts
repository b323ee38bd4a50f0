import { createHash } from 'node:crypto';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { HashedFile } from './hashed-file.js';
import type { LoadSettings } from './load-settings.js';
import type { PreparedTable } from './prepared-table.js';
import type { ValidatedTable } from './validate-tables.js';

/** The entry of a table, whose file in the store is named by what went into it. */
export function tableEntry(
  hashed: HashedFile,
  settings: LoadSettings,
  index: number,
  table: PreparedTable,
  counts: ValidatedTable,
): CatalogueEntry {
  const { dataset } = table.plan.contract;
  const identity = [hashed.sha256, hashed.file.path, table.sheet, hashed.file.form, dataset, settings.fingerprint].join('\n');
  return {
    ...emptyEntry(hashed, settings),
    table_index: index,
    sheet: table.sheet,
    dataset,
    stored_as: `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}.parquet`,
    form: table.form,
    encoding: table.encoding,
    delimiter: table.delimiter,
    read: counts.read,
    rejected: counts.rejected,
    skipped_lines: table.linesLeftOut + (table.records - counts.read),
    unknown_headers: table.match.unknown,
    repeated_headers: table.match.repeated,
    mapping: table.mapping,
    filtered_rows: counts.filtered,
    absent_headers: table.match.absent,
  };
}

/** A sheet, or a file (sheet ''), that fits no dataset. */
export function unrecognisedEntry(
  hashed: HashedFile,
  settings: LoadSettings,
  index: number,
  sheet: string,
  reason: string,
): CatalogueEntry {
  return { ...emptyEntry(hashed, settings), table_index: index, sheet, reason };
}

/** A file that cannot be read, where that is allowed. */
export function badFileEntry(hashed: HashedFile, settings: LoadSettings, reason: string): CatalogueEntry {
  return { ...emptyEntry(hashed, settings), reason, is_bad: true };
}

function emptyEntry({ file, sha256 }: HashedFile, settings: LoadSettings): CatalogueEntry {
  return {
    full_path: file.fullPath,
    path: file.path,
    place_date: file.place.date,
    place_fineness: file.place.fineness,
    sha256,
    fingerprint: settings.fingerprint,
    table_index: 0,
    sheet: '',
    dataset: '',
    reason: '',
    is_bad: false,
    stored_as: '',
    form: '',
    encoding: '',
    delimiter: '',
    read: 0,
    rejected: 0,
    skipped_lines: 0,
    unknown_headers: [],
    repeated_headers: [],
    mapping: '',
    filtered_rows: 0,
    absent_headers: [],
  };
}
