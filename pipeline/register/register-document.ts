import { emptyRow, type RegisterRow, type RegisterState, sameCells, type WrittenRow, type WrittenWorkbook } from './register-state.js';

/** The register as a warehouse keeps it. */
export interface RegisterDocuments {
  readonly state: string;
  /** The workbook written before: needed only where the last publication left it in OUT. */
  readonly written_before: string | null;
}

/** What stands in a row as in one of which nothing is known is left out. */
type PackedRow = Pick<RegisterRow, 'action_id'> & Partial<RegisterRow>;

/** Of its rows those that say something else than the rows of the register do, and the ids of those of the register that it lacks. */
interface PackedWorkbook extends Omit<WrittenWorkbook, 'rows'> {
  readonly others: WrittenWorkbook['rows'];
  readonly absent: readonly string[];
}

/** A workbook as earlier versions kept it. */
type FullWorkbook = Omit<WrittenWorkbook, 'rendering'>;

type FullState = Omit<RegisterState, 'written' | 'written_before'> & {
  readonly written: FullWorkbook | null;
  readonly written_before: FullWorkbook | null;
};

type PackedState = Omit<RegisterState, 'rows' | 'written' | 'written_before'> & {
  readonly rows: readonly PackedRow[];
  readonly written: PackedWorkbook | null;
};

export function packRegister({ rows, written, written_before, ...rest }: RegisterState): RegisterDocuments {
  const state: PackedState = { ...rest, rows: rows.map(packRow), written: packWorkbook(written, rows) };
  const before = packWorkbook(written_before, rows);
  return { state: JSON.stringify(state), written_before: before === null ? null : JSON.stringify(before) };
}

/** Documents of earlier versions, which wrote everything out in one, are read as well. */
export function unpackRegister(documents: RegisterDocuments): RegisterState {
  const { rows: packed, written, ...rest } = JSON.parse(documents.state) as PackedState | FullState;
  const rows = packed.map((row): RegisterRow => ({ ...emptyRow, ...row }));
  const before = 'written_before' in rest ? rest.written_before : parseWorkbook(documents.written_before);
  return { ...rest, rows, written: unpackWorkbook(written, rows), written_before: unpackWorkbook(before, rows) };
}

function packRow(row: RegisterRow): PackedRow {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => !isDefault(name, value))) as unknown as PackedRow;
}

function isDefault(name: string, value: RegisterRow[keyof RegisterRow]): boolean {
  const blank = Object.hasOwn(emptyRow, name) ? emptyRow[name as keyof typeof emptyRow] : undefined;
  return value === blank || (typeof blank === 'object' && blank !== null && Object.keys(value ?? {}).length === 0);
}

function packWorkbook(workbook: WrittenWorkbook | null, rows: readonly RegisterRow[]): PackedWorkbook | null {
  if (workbook === null) return null;
  const { rows: written, ...rest } = workbook;
  const alike = new Map(rows.map((row) => [row.action_id, asWritten(row)]));
  const others = Object.entries(written).filter(([id, row]) => !isSame(row, alike.get(id)));
  return { ...rest, others: Object.fromEntries(others), absent: [...alike.keys()].filter((id) => !Object.hasOwn(written, id)) };
}

function parseWorkbook(document: string | null): PackedWorkbook | null {
  return document === null ? null : (JSON.parse(document) as PackedWorkbook);
}

function unpackWorkbook(workbook: PackedWorkbook | FullWorkbook | null, rows: readonly RegisterRow[]): WrittenWorkbook | null {
  if (workbook === null) return null;
  if ('rows' in workbook) return { ...workbook, rendering: null };
  const { others, absent, ...rest } = workbook;
  const lacking = new Set(absent);
  const alike = rows.filter(({ action_id }) => !lacking.has(action_id)).map((row) => [row.action_id, asWritten(row)]);
  return { ...rest, rows: { ...Object.fromEntries(alike), ...others } };
}

/** What a workbook says of a row that was written as it is, from exports that still say so. */
function asWritten({ cells, extra, is_deleted, is_exported, is_edited }: RegisterRow): WrittenRow {
  return { cells, extra, is_deleted, exported: is_exported && !is_edited ? cells : {} };
}

function isSame(one: WrittenRow, other: WrittenRow | undefined): boolean {
  return (
    other !== undefined &&
    one.is_deleted === other.is_deleted &&
    sameCells(one.cells, other.cells) &&
    sameCells(one.extra, other.extra) &&
    sameCells(one.exported, other.exported)
  );
}
