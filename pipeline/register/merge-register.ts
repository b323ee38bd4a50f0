import type { RowFault } from '../contracts/row-schema.js';
import { registerContract } from './register-contract.js';
import type { RegisterFinding } from './register-findings.js';
import type { RegisterSheet, SheetRow } from './register-sheet.js';
import { type Cells, emptyRow, type RegisterRow, type RegisterState, sameCells, type WrittenRow } from './register-state.js';
import { looseKey, rowKey } from './register-table.js';
import type { ExportedAction } from './register-tables.js';

export interface MergedRegister extends Pick<RegisterState, 'rows' | 'loose' | 'extra_headers'> {
  readonly findings: readonly RegisterFinding[];
}

/**
 * The register of this run: what it knew before, what its owners have done to the workbook since, and what the exports
 * say. A row that differs from what was written is edited, and counts from then on; the others follow the exports. Without
 * a sheet (none there, or none that can be read) what was last known counts.
 */
export function mergeRegister(
  before: RegisterState,
  sheet: RegisterSheet | null,
  exported: ReadonlyMap<string, ExportedAction>,
): MergedRegister {
  const known = new Map(before.rows.map((row) => [row.action_id, row]));
  const read = byId(sheet?.rows ?? []);
  const ids = new Set([...known.keys(), ...exported.keys(), ...[...read.keys()].filter((id) => id !== null)]);
  const written = before.written?.rows;
  const merged = [...ids].sort().flatMap((id) => {
    const row = asExported(id, known.get(id), exported.get(id));
    return sheet === null ? [row] : asRead(row, read.get(id) ?? [], written?.get(id));
  });
  const rows = merged.filter((row) => row.cells.title !== undefined || row.pending.length > 0);
  const withoutId = read.get(null) ?? [];
  return {
    rows,
    loose: sheet === null ? before.loose : withoutId.map(({ cells, extra }) => ({ cells, extra })),
    extra_headers: sheet === null ? before.extra_headers : sheet.extra_headers,
    findings: [
      ...rows.flatMap((row) => rowFindings(row, read.get(row.action_id) ?? [], exported.get(row.action_id))),
      ...withoutId.flatMap(looseFindings),
    ],
  };
}

function byId(rows: readonly SheetRow[]): Map<string | null, SheetRow[]> {
  const found = new Map<string | null, SheetRow[]>();
  for (const row of rows) {
    const before = found.get(row.action_id);
    if (before === undefined) found.set(row.action_id, [row]);
    else before.push(row);
  }
  return found;
}

/** The row before the workbook is looked at: an unedited one says what the exports say. */
function asExported(id: string, before: RegisterRow | undefined, exported: ExportedAction | undefined): RegisterRow {
  const row = before ?? { ...emptyRow, action_id: id };
  if (exported === undefined) return row;
  return { ...row, is_exported: true, cells: row.is_edited ? row.cells : exported.cells };
}

function asRead(row: RegisterRow, read: readonly SheetRow[], written: WrittenRow | undefined): RegisterRow[] {
  const [first, second] = read;
  if (first === undefined) {
    if (written === undefined) return [row];
    // Whoever deletes a proposal declines nothing: it is made again as long as its problem is there.
    return row.is_edited || row.is_exported ? [{ ...row, is_deleted: true, pending: [] }] : [];
  }
  if (second !== undefined || first.faults.length > 0) {
    return [{ ...row, pending: read.map(({ cells, extra }) => ({ cells, extra })) }];
  }
  // Without memory of what was written (a new warehouse), a row that says what the exports say is no edit.
  const was = written ?? unwritten(row);
  const isChanged = !sameCells(first.cells, was.cells) || !sameCells(first.extra, was.extra);
  const is_deleted = was.is_deleted && !isChanged;
  if (!row.is_edited && !isChanged) return [untouched(row, first.extra, is_deleted)];
  return [{ ...edited(row, first, was), is_deleted }];
}

/** Most rows are: they stay what they are. */
function untouched(row: RegisterRow, extra: Cells, is_deleted: boolean): RegisterRow {
  const isAsKnown = row.pending.length === 0 && row.is_deleted === is_deleted && sameCells(row.extra, extra);
  return isAsKnown ? row : { ...row, extra, is_deleted, pending: [] };
}

function unwritten(row: RegisterRow): WrittenRow {
  const exported = row.is_exported && !row.is_edited ? row.cells : {};
  return { cells: exported, extra: {}, exported, is_deleted: false };
}

/** The row as its owner has it now. What the exports had said by then is answered for every cell that was changed. */
function edited(row: RegisterRow, now: SheetRow, was: WrittenRow): RegisterRow {
  const base = row.is_edited ? { ...row.base } : { ...was.exported };
  for (const { name } of registerContract.columns) {
    if (!row.is_edited || row.cells[name] === now.cells[name]) continue;
    const { [name]: answered } = was.exported;
    delete base[name];
    if (answered !== undefined) base[name] = answered;
  }
  const dueBefore = row.is_edited ? row.cells.due_on : was.cells.due_on;
  const isMoved = dueBefore !== undefined && now.cells.due_on !== undefined && dueBefore !== now.cells.due_on;
  return {
    ...row,
    cells: now.cells,
    extra: now.extra,
    is_edited: true,
    base,
    base_due_on: row.base_due_on ?? dueBefore ?? now.cells.due_on ?? null,
    due_moves: row.due_moves + (isMoved ? 1 : 0),
    pending: [],
  };
}

function rowFindings(row: RegisterRow, read: readonly SheetRow[], exported: ExportedAction | undefined): RegisterFinding[] {
  const isRepeated = read.length > 1;
  const cells = read.flatMap((one, nth) => {
    const key = rowKey(row.action_id, nth);
    const about = { ...nothing, key, action_id: row.action_id };
    return [...(isRepeated ? [{ ...about, code: 'duplicate_id' as const, column: 'action_id' }] : []), ...faultFindings(one, about)];
  });
  const about = { ...nothing, key: rowKey(row.action_id, 0), action_id: row.action_id };
  const deleted = row.is_deleted ? [{ ...about, code: 'deleted_row' as const, column: 'action_id' }] : [];
  return [...cells, ...deleted, ...(row.is_edited && exported ? conflicts(row, exported, about) : [])];
}

const nothing = { column: null, found: null, exported: null, file: null };

type About = Omit<RegisterFinding, 'code'>;

function looseFindings(row: SheetRow, nth: number): RegisterFinding[] {
  if (row.isFooter) return [];
  const about = { ...nothing, key: looseKey(nth) };
  const ids = row.faults.filter(({ column }) => column === 'action_id');
  return ids.map((fault) => faultFinding(row, fault, { ...about, action_id: null }));
}

function faultFindings(row: SheetRow, about: About): RegisterFinding[] {
  return row.faults.map((fault) => faultFinding(row, fault, about));
}

function faultFinding(row: SheetRow, { code, column }: RowFault, about: About): RegisterFinding {
  const found = row.cells[column] ?? null;
  if (code === 'missing_required') return { ...about, code: column === 'action_id' ? 'missing_id' : 'missing_cell', column, found };
  return { ...about, code: code === 'time_order' ? 'time_order' : 'unreadable_cell', column, found };
}

/** Cells for which an export brings what it had not said when the owner decided. */
function conflicts(row: RegisterRow, exported: ExportedAction, about: About): RegisterFinding[] {
  return registerContract.columns
    .filter(({ name }) => exported.cells[name] !== row.base[name] && exported.cells[name] !== row.cells[name])
    .map(({ name }) => ({
      ...about,
      code: 'conflict',
      column: name,
      found: row.cells[name] ?? null,
      exported: exported.cells[name] ?? null,
      file: exported.file,
    }));
}
