import {
  type Cells,
  emptyRow,
  type RegisterRow,
  type RegisterState,
  sameCells,
  type WrittenRow,
  type WrittenWorkbook,
} from './register-state.js';

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
  readonly others: Readonly<Record<string, WrittenRow>>;
  readonly absent: readonly string[];
}

/** A workbook as earlier versions kept it. */
type FullWorkbook = Pick<WrittenWorkbook, 'sha256'> & { readonly rows: Readonly<Record<string, WrittenRow>> };

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
  const packed: Record<string, unknown> = { action_id: row.action_id };
  for (const name of defaults) if (!isBlank(row[name], emptyRow[name])) packed[name] = row[name];
  return packed as unknown as PackedRow;
}

const defaults = Object.keys(emptyRow) as (keyof typeof emptyRow)[];

function isBlank(value: unknown, blank: unknown): boolean {
  return value === blank || (typeof blank === 'object' && blank !== null && Object.keys(value ?? {}).length === 0);
}

function packWorkbook(workbook: WrittenWorkbook | null, rows: readonly RegisterRow[]): PackedWorkbook | null {
  if (workbook === null) return null;
  const { rows: written, ...rest } = workbook;
  const known = new Map(rows.map((row) => [row.action_id, row]));
  const others = [...written].filter(([id, row]) => !isAlike(row, known.get(id)));
  return { ...rest, others: Object.fromEntries(others), absent: [...known.keys()].filter((id) => !written.has(id)) };
}

function parseWorkbook(document: string | null): PackedWorkbook | null {
  return document === null ? null : (JSON.parse(document) as PackedWorkbook);
}

function unpackWorkbook(workbook: PackedWorkbook | FullWorkbook | null, rows: readonly RegisterRow[]): WrittenWorkbook | null {
  if (workbook === null) return null;
  if ('rows' in workbook) return { ...workbook, rows: new Map(Object.entries(workbook.rows)), rendering: null };
  const { others, absent, ...rest } = workbook;
  const lacking = new Set(absent);
  const written = new Map<string, WrittenRow>();
  for (const row of rows) if (!lacking.has(row.action_id)) written.set(row.action_id, asWritten(row));
  for (const [id, row] of Object.entries(others)) written.set(id, row);
  return { ...rest, rows: written };
}

/** What a workbook says of a row that was written as it is, from exports that still say so. */
function asWritten(row: RegisterRow): WrittenRow {
  const { cells, extra, is_deleted } = row;
  return { cells, extra, is_deleted, exported: exportedCells(row) };
}

function exportedCells({ cells, is_exported, is_edited }: RegisterRow): Cells {
  return is_exported && !is_edited ? cells : nothing;
}

const nothing: Cells = {};

function isAlike({ cells, extra, is_deleted, exported }: WrittenRow, row: RegisterRow | undefined): boolean {
  return (
    row !== undefined &&
    is_deleted === row.is_deleted &&
    sameCells(cells, row.cells) &&
    sameCells(extra, row.extra) &&
    sameCells(exported, exportedCells(row))
  );
}
