import type { Configuration } from '../config/configuration.js';
import { dateText } from '../ingest/workbook-cell-text.js';
import { unescaped } from '../ingest/workbook-shared-strings.js';
import { parseRegister, type RegisterSheet } from './register-sheet.js';
import type { RegisterState } from './register-state.js';
import { livingTable } from './register-table.js';
import { cellsDigest, type RowCells, tableCells } from './table-cells.js';

/**
 * What reading the workbook would find that was last written, from what is known of it: made again cell by cell, and taken where these are
 * the very cells it was made with, whatever version made it. Null where they are not, or nobody knows; then it has to be read.
 * Throws UnreadableRegister where reading would.
 */
export function renderedSheet(register: RegisterState, configuration: Configuration): RegisterSheet | null {
  const rendering = register.written?.rendering ?? null;
  if (rendering === null) return null;
  const cells = tableCells(livingTable({ ...register, findings: rendering.findings }, rendering), rendering);
  if (cellsDigest(cells) !== rendering.cells_sha256) return null;
  const rows = [cells.headers, ...cells.rows].map((row) => row.map(textOf));
  return parseRegister([{ name: '', rows }], configuration);
}

/** The cell as the reader of workbooks hands it out. */
function textOf(cell: RowCells[number]): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? dateText(cell, false) : unescaped(cell);
}
