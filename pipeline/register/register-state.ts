import type { RegisterFinding } from './register-findings.js';
import type { RegisterLanguage } from './register-words.js';

/** Filled cells by contract column, or by header, as canonical text: dates `2026-10-03`, listed words as their canonical value. */
export type Cells = Readonly<Record<string, string>>;

/** A row as the workbook shows it; a cell nobody can read is the text somebody typed. */
export interface ShownRow {
  readonly cells: Cells;
  /** Columns that people have added, by header. */
  readonly extra: Cells;
}

/** What the register knows of one action or proposal. */
export interface RegisterRow {
  readonly action_id: string;
  /** Its last good values: those of the exports until somebody edits it; empty for a row never understood. */
  readonly cells: Cells;
  readonly extra: Cells;
  /** Somebody edited it: it counts instead of what the exports say. */
  readonly is_edited: boolean;
  /** Somebody deleted it from the workbook. */
  readonly is_deleted: boolean;
  /** An export lists or listed it. */
  readonly is_exported: boolean;
  /** It counted as an action in an earlier run; a proposal whose owner is taken out again is one still. */
  readonly was_action: boolean;
  /** What the exports said when its owner last decided. */
  readonly base: Cells;
  /** Due date when the register took over, and how often it was moved there since. */
  readonly base_due_on: string | null;
  readonly due_moves: number;
  /** The rows of the workbook as typed, where they cannot be taken: unreadable, or several of one id. */
  readonly pending: readonly ShownRow[];
}

/** A row of which nothing is known but its id. */
export const emptyRow: Omit<RegisterRow, 'action_id'> = {
  cells: {},
  extra: {},
  is_edited: false,
  is_deleted: false,
  is_exported: false,
  was_action: false,
  base: {},
  base_due_on: null,
  due_moves: 0,
  pending: [],
};

/** The workbook in OUT as it was last written or found in order: what an edit is told by. */
export interface WrittenWorkbook {
  readonly sha256: string;
  /** By id of the action. */
  readonly rows: ReadonlyMap<string, WrittenRow>;
  /** Null where nobody knows what stands in it cell by cell: people have saved it, or an earlier version has written it. */
  readonly rendering: Rendering | null;
}

/** What the cells of a workbook follow from, besides the register it was made of (rendered-sheet.ts). */
export interface Rendering extends RegisterLanguage {
  readonly findings: readonly RegisterFinding[];
  /** sha256 of the cells it was made with. */
  readonly cells_sha256: string;
}

export interface WrittenRow extends ShownRow {
  /** What the exports said then. */
  readonly exported: Cells;
  /** It was written again after somebody had deleted it. */
  readonly is_deleted: boolean;
}

/** Everything the register adds to the exports, as plain data: it is kept in the warehouse and may be put back later. */
export interface RegisterState {
  readonly rows: readonly RegisterRow[];
  /** Rows without an id, as typed. */
  readonly loose: readonly ShownRow[];
  readonly extra_headers: readonly string[];
  /** as_of of the report whose proposals it holds: an older report changes none of them. */
  readonly proposed_as_of: string | null;
  /** Actions that report has found missing. */
  readonly missing: readonly string[];
  readonly written: WrittenWorkbook | null;
  /** The one before: it still lies in OUT when the last publication found it changed and left it alone. */
  readonly written_before: WrittenWorkbook | null;
}

export const emptyRegister: RegisterState = {
  rows: [],
  loose: [],
  extra_headers: [],
  proposed_as_of: null,
  missing: [],
  written: null,
  written_before: null,
};

/** A proposal nobody has touched: it comes and goes with the problem it answers. */
export function isUntouchedProposal(row: RegisterRow): boolean {
  return !row.is_edited && !row.is_exported && row.pending.length === 0 && row.cells.title !== undefined;
}

/** Of a row what the models see. */
export type SeenRow = Omit<RegisterRow, 'extra' | 'base' | 'pending'>;

/** What figures follow from, of a register, as one text; null where it adds nothing to the exports. */
export function seenRegister(rows: readonly RegisterRow[]): string | null {
  const seen = rows.filter((row) => !isUntouchedProposal(row)).map(({ extra: _extra, base: _base, pending: _pending, ...row }) => row);
  return seen.length === 0 ? null : JSON.stringify(seen);
}

export function parseSeenRegister(text: string | null): SeenRow[] {
  return text === null ? [] : (JSON.parse(text) as SeenRow[]);
}

export function sameCells(one: Cells, other: Cells): boolean {
  if (one === other) return true;
  const columns = Object.keys(one);
  return columns.length === Object.keys(other).length && columns.every((column) => one[column] === other[column]);
}

/** The cells that hold something; line ends within a cell as workbooks keep them. */
export function filledCells(cells: Readonly<Record<string, string | null>>): Cells {
  const filled: [string, string][] = [];
  for (const [name, text] of Object.entries(cells)) if (text !== null && text !== '') filled.push([name, workbookText(text)]);
  return Object.fromEntries(filled);
}

/** A cell of a workbook holds at most 32,767 characters, and no line end but LF. */
function workbookText(text: string): string {
  return text.replace(/\r\n?/g, '\n').slice(0, mostCharacters).replace(unwritable, '').trim();
}

/** Whether a workbook keeps the text as it is. */
export function isKept(text: string): boolean {
  return text.length <= mostCharacters && text.search(unwritable) < 0;
}

const mostCharacters = 32_767;

/** Control characters XML has no place for, and halves of surrogate pairs. */
const unwritable = /[^\P{Cc}\t\n]|\p{Cs}|[\uFFFE\uFFFF]/gu;
