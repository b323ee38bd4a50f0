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
  const written = new Map<string, WrittenRow>();
  for (const { action_id, cells, extra, is_deleted } of rows) {
    written.set(action_id, { cells, extra, is_deleted, exported: exported.get(action_id)?.cells ?? {} });
  }
  return { sha256, rendering, rows: written };
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
  const rows = new Map(before?.rows);
  const added = sheet.rows.filter(({ action_id }) => action_id !== null && before?.rows.has(action_id) !== true);
  for (const { action_id, cells, extra } of added) {
    if (action_id !== null) rows.set(action_id, { cells, extra, is_deleted: false, exported: exported.get(action_id)?.cells ?? {} });
  }
  return { sha256: before?.sha256 ?? '', rendering: null, rows };
}
