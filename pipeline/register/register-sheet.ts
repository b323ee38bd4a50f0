import { mkdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Configuration } from '../config/configuration.js';
import { type RowFault, type RowVerdict, rowJudge } from '../contracts/row-schema.js';
import { scrubText } from '../ingest/personal-data.js';
import { footerPattern } from '../ingest/row-checks.js';
import { findHeadInRows, NoTable, type TableHead } from '../ingest/table-head.js';
import { BadWorkbook, readWorkbook } from '../ingest/workbook.js';
import { registerContract } from './register-contract.js';
import { type Cells, filledCells, type ShownRow } from './register-state.js';
import { isRemarkHeader } from './register-words.js';

/** One row of the workbook. */
export interface SheetRow extends ShownRow {
  /** Row of the sheet, from 1. */
  readonly line: number;
  /** Null where there is none, or none that can be read. */
  readonly action_id: string | null;
  readonly faults: readonly RowFault[];
  /** What the last run remarked on it. */
  readonly remark: string;
  /** A line of totals or signatures: no row. */
  readonly isFooter: boolean;
}

/** The register as somebody left it. */
export interface RegisterSheet {
  readonly rows: readonly SheetRow[];
  readonly extra_headers: readonly string[];
  /** Headers of the contract's columns as they stand there. */
  readonly headers: Cells;
  /** Letters of the columns of the contract. */
  readonly letters: Cells;
  /** What else the workbook holds, as text. */
  readonly other_sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
}

/** Why the workbook cannot be read as the register; the message continues "actions.xlsx: ". */
export class UnreadableRegister extends Error {}

/** Reads the register; `folder` takes what the reading writes. Throws UnreadableRegister. */
export async function readRegisterSheet(path: string, folder: string, configuration: Configuration): Promise<RegisterSheet> {
  mkdirSync(folder, { recursive: true });
  const texts = await readWorkbook(path, folder).catch((error) => {
    throw error instanceof BadWorkbook ? new UnreadableRegister(error.message) : error;
  });
  const sheets = texts.map(({ sheet, file }) => ({ name: sheet, rows: parseSheet(file) }));
  return parseRegister(sheets, configuration);
}

type SheetCells = RegisterSheet['other_sheets'][number];

function parseSheet(file: string): string[][] {
  // Without the end of the last line, after which a parser sees one more record.
  const text = readFileSync(file, 'utf8').replace(/\n$/, '');
  return Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data;
}

/** The first sheet with the headers of the register is it. Throws UnreadableRegister. */
export function parseRegister(sheets: readonly SheetCells[], configuration: Configuration): RegisterSheet {
  let reason = 'the workbook has no rows';
  for (const sheet of sheets) {
    try {
      const head = findHeadInRows([{ delimiter: ',', rows: sheet.rows.slice(0, 20) }], {
        baseName: 'actions.xlsx',
        aliases: configuration.columns,
      });
      return { ...parseTable(sheet.rows, head, configuration), other_sheets: sheets.filter((other) => other !== sheet) };
    } catch (error) {
      if (!(error instanceof NoTable)) throw error;
      reason = error.message;
    }
  }
  throw new UnreadableRegister(reason);
}

const footer = new RegExp(footerPattern);

function parseTable(rows: SheetCells['rows'], head: TableHead, configuration: Configuration): Omit<RegisterSheet, 'other_sheets'> {
  const header = rows[head.recordsAbove] ?? [];
  const { positions } = head.match;
  const others = otherColumns(rows.slice(head.recordsAbove), new Set(positions.values()));
  const remarkAt = others.find(({ name }) => isRemarkHeader(name))?.position;
  const added = others.filter(({ name }) => !isRemarkHeader(name));
  const judge = rowJudge(registerContract, {
    zone: configuration.timezone,
    enums: configuration.enums,
    serialPlaceholders: configuration.serial_placeholders,
    isWorkbook: true,
  });
  const body = rows.slice(head.recordsAbove + 1).map((cells, index): SheetRow => {
    const raw: Record<string, string> = {};
    for (const [column, position] of positions) raw[column] = cells[position] ?? '';
    const verdict = judge(raw);
    return {
      line: head.recordsAbove + index + 2,
      action_id: typeof verdict.values.action_id === 'string' ? verdict.values.action_id : null,
      cells: shownCells(raw, verdict),
      extra: filledCells(Object.fromEntries(added.map(({ name, position }) => [name, scrubText(cells[position] ?? '')]))),
      faults: verdict.faults,
      remark: remarkAt === undefined ? '' : (cells[remarkAt] ?? '').trim(),
      isFooter: footer.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? ''),
    };
  });
  return {
    rows: body.filter((row) => Object.keys(row.cells).length + Object.keys(row.extra).length > 0),
    extra_headers: added.map(({ name }) => name),
    headers: Object.fromEntries([...positions].map(([column, position]) => [column, (header[position] ?? '').trim()])),
    letters: Object.fromEntries([...positions].map(([column, position]) => [column, columnLetters(position)])),
  };
}

/** Columns of no known header that hold anything; one without a header, or with one that is taken, goes by its letters. */
function otherColumns(rows: SheetCells['rows'], known: ReadonlySet<number>): { name: string; position: number }[] {
  const [header = []] = rows;
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const found: { name: string; position: number }[] = [];
  for (let position = 0; position < width; position++) {
    if (known.has(position) || !rows.some((cells) => (cells[position] ?? '').trim() !== '')) continue;
    const name = scrubText((header[position] ?? '').trim());
    const isTaken = name === '' || found.some((other) => other.name === name);
    found.push({ name: isTaken ? `${name}(${columnLetters(position)})` : name, position });
  }
  return found;
}

/** Readable cells in canonical form, others as typed; personal data in free text does not go on (domain.md § 9). */
function shownCells(raw: Readonly<Record<string, string>>, verdict: RowVerdict): Cells {
  const unreadable = new Set(verdict.faults.filter(({ code }) => code === 'bad_type' || code === 'bad_enum').map(({ column }) => column));
  const shown: Record<string, string> = {};
  for (const { name, kind } of registerContract.columns) {
    const value = unreadable.has(name) ? (raw[name] ?? null) : (verdict.values[name] ?? null);
    if (value === null) continue;
    shown[name] = typeof value === 'string' && (kind === 'text' || unreadable.has(name)) ? scrubText(value) : String(value);
  }
  return filledCells(shown);
}

/** A, B, … Z, AA. */
export function columnLetters(position: number): string {
  const before = position < 26 ? '' : columnLetters(Math.floor(position / 26) - 1);
  return before + String.fromCharCode(65 + (position % 26));
}
