import type { RegisterFinding } from './register-findings.js';
import type { RegisterSheet } from './register-sheet.js';
import type { RegisterRow, Rendering, WrittenRow, WrittenWorkbook } from './register-state.js';
import type { ExportedAction } from './register-tables.js';
import type { RegisterLanguage } from './register-words.js';

type Exported = ReadonlyMap<string, ExportedAction>;

/** What the next run will tell edits by, when the workbook says what the rows say. */
export function workbookOf(
  rows: readonly RegisterRow[],
  exported: Exported,
  sha256: string,
  rendering: Rendering | null = null,
): WrittenWorkbook {
  const written = rows.map(({ action_id, cells, extra, is_deleted }): [string, WrittenRow] => [
    action_id,
    { cells, extra, is_deleted, exported: exported.get(action_id)?.cells ?? {} },
  ]);
  return { sha256, rendering, rows: Object.fromEntries(written) };
}

/** What its cells follow from, where they are known. */
export function renderingOf(
  cells_sha256: string | null,
  { locale, enums }: RegisterLanguage,
  findings: readonly RegisterFinding[],
): Rendering | null {
  return cells_sha256 === null ? null : { locale, enums, findings, cells_sha256 };
}

/** The same when it was left alone: as it was last written, and the rows people have added since. */
export function workbookLeft(before: WrittenWorkbook | null, sheet: RegisterSheet | null, exported: Exported): WrittenWorkbook | null {
  if (sheet === null) return before;
  const found = sheet.rows.flatMap(({ action_id, cells, extra }): [string, WrittenRow][] =>
    action_id === null ? [] : [[action_id, { cells, extra, is_deleted: false, exported: exported.get(action_id)?.cells ?? {} }]],
  );
  return { sha256: before?.sha256 ?? '', rendering: null, rows: { ...Object.fromEntries(found), ...before?.rows } };
}
