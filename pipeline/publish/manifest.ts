import type { Database } from '../warehouse/database.js';

/** The account of one file, as manifest.json and the report list it. */
export interface FileAccount {
  readonly path: string;
  readonly sheet: string;
  readonly sha256: string;
  readonly dataset: string;
  readonly form: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly superseded: number;
  readonly skipped_lines: number;
  readonly unknown_headers: readonly string[];
  readonly repeated_headers: readonly string[];
  readonly absent_headers: readonly string[];
  readonly mapping: string;
  /** Of the skipped lines: rows that the filters of the mapping left out. */
  readonly filtered_rows: number;
  readonly reason: string;
  readonly is_bad: boolean;
}

/** Every file and sheet of the warehouse in export order, with its account. */
export async function readFileAccounts(database: Database): Promise<FileAccount[]> {
  return database.rows<FileAccount>(
    `select files.path, files.sheet, files.sha256, files.dataset, files.form, files.encoding, files.delimiter, files.read,
      coalesce(accounts.loaded, 0)::bigint as loaded, files.rejected, coalesce(accounts.duplicate, 0)::bigint as duplicate,
      coalesce(accounts.superseded, 0)::bigint as superseded, files.skipped_lines, files.unknown_headers, files.repeated_headers,
      files.absent_headers, files.mapping, files.filtered_rows,
      files.reason, files.is_bad
    from files left join file_accounting as accounts using (file_number) order by files.file_number`,
  );
}

export interface WarningCount {
  readonly dataset: string;
  readonly code: string;
  readonly count: number;
}

export async function readWarnings(database: Database): Promise<WarningCount[]> {
  return database.rows<WarningCount>('select dataset, code, count from warnings order by dataset, code');
}
