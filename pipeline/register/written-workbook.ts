import type { RegisterSheet } from './register-sheet.js';
import type { RegisterRow, WrittenRow, WrittenWorkbook } from './register-state.js';
import type { ExportedAction } from './register-tables.js';

type Exported = ReadonlyMap<string, ExportedAction>;

/** What the next run will tell edits by, when the workbook says what the rows say. */
export function workbookOf(rows: readonly RegisterRow[], exported: Exported, sha256: string): WrittenWorkbook {
  const written = rows.map(({ action_id, cells, extra, is_deleted }): [string, WrittenRow] => [
    action_id,
    { cells, extra, is_deleted, exported: exported.get(action_id)?.cells ?? {} },
  ]);
  return { sha256, rows: Object.fromEntries(written) };
}

/** The same when it was left alone: as it was last written, and the rows people have added since. */
export function workbookLeft(before: WrittenWorkbook | null, sheet: RegisterSheet | null, exported: Exported): WrittenWorkbook | null {
  if (sheet === null) return before;
  const found = sheet.rows.flatMap(({ action_id, cells, extra }): [string, WrittenRow][] =>
    action_id === null ? [] : [[action_id, { cells, extra, is_deleted: false, exported: exported.get(action_id)?.cells ?? {} }]],
  );
  return { sha256: before?.sha256 ?? '', rows: { ...Object.fromEntries(found), ...before?.rows } };
}
