import { registerContract } from './register-contract.js';
import { findingText, type PlacedFinding, type RegisterFinding } from './register-findings.js';
import { columnLetters, type RegisterSheet } from './register-sheet.js';
import { type Cells, isUntouchedProposal, type RegisterRow, type RegisterState, type ShownRow, sameCells } from './register-state.js';
import { headerOf, type RegisterLanguage, registerText } from './register-words.js';

/** What a workbook of the register shows, in order. */
export interface RegisterTable {
  readonly extra_headers: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow extends ShownRow {
  /** Tells the rows of a workbook apart: the id, of repeated ids with a number, of rows without one a number. */
  readonly key: string;
  readonly remark: string;
}

type Content = Pick<RegisterState, 'rows' | 'loose' | 'extra_headers' | 'missing'> & { readonly findings: readonly RegisterFinding[] };

/** The table people work in: every row as they left it, rows nobody can read included. */
export function livingTable(content: Content, language: RegisterLanguage): RegisterTable {
  const rows = inReadingOrder(content.rows).flatMap((row): Omit<TableRow, 'remark'>[] =>
    row.pending.length === 0
      ? [{ key: row.action_id, cells: row.cells, extra: row.extra }]
      : row.pending.map((typed, nth) => ({ key: rowKey(row.action_id, nth), ...typed })),
  );
  const loose = content.loose.map((typed, nth) => ({ key: looseKey(nth), ...typed }));
  return { extra_headers: content.extra_headers, rows: withRemarks([...rows, ...loose], content, language) };
}

/** The table as it counted: last good values alone; `staff` are the names as reports show them. */
export function publishedTable(content: Content, staff: ReadonlyMap<string, Cells>, language: RegisterLanguage): RegisterTable {
  const rows = inReadingOrder(content.rows)
    .filter(({ cells }) => cells.title !== undefined)
    .map(({ action_id, cells, extra }) => {
      const shown = staff.get(action_id);
      return { key: action_id, cells: shown === undefined ? cells : { ...cells, ...shown }, extra };
    });
  return { extra_headers: content.extra_headers, rows: withRemarks(rows, content, language) };
}

/** Whether two tables show the very same rows. */
export function showsTheSame(one: RegisterTable, other: RegisterTable): boolean {
  return (
    one.extra_headers === other.extra_headers &&
    one.rows.length === other.rows.length &&
    one.rows.every(({ cells, extra, remark }, index) => {
      const row = other.rows[index];
      return row !== undefined && cells === row.cells && extra === row.extra && remark === row.remark;
    })
  );
}

export function rowKey(action_id: string, nth: number): string {
  return nth === 0 ? action_id : `${action_id}#${nth + 1}`;
}

/** No id begins with a blank. */
export function looseKey(nth: number): string {
  return ` ${nth + 1}`;
}

/** Whether a workbook says already what it should, in whatever order and form its owners keep it. */
export function saysTheSame(sheet: RegisterSheet, table: RegisterTable, { locale }: RegisterLanguage): boolean {
  const rows = new Map(table.rows.map((row) => [row.key, row]));
  const keys = sheetKeys(sheet);
  return (
    keys.length === rows.size &&
    registerContract.columns.every(({ name }) => sheet.headers[name] === headerOf(name, locale)) &&
    sheet.rows.every((row, index) => {
      const wanted = rows.get(keys[index] ?? '');
      return (
        wanted !== undefined && wanted.remark === row.remark && sameCells(wanted.cells, row.cells) && sameCells(wanted.extra, row.extra)
      );
    })
  );
}

/** Where each finding stands in the sheet that stays, else in the table that will be written. */
export function placeFindings(findings: readonly RegisterFinding[], stays: RegisterSheet | null, table: RegisterTable): PlacedFinding[] {
  const lines = stays
    ? new Map(sheetKeys(stays).map((key, index) => [key, stays.rows[index]?.line]))
    : new Map(table.rows.map(({ key }, index) => [key, index + 2]));
  const letters = stays?.letters ?? writtenLetters;
  return findings.map(({ key, ...finding }) => {
    const line = lines.get(key);
    const letter = letters[finding.column ?? 'action_id'];
    return { cell: line === undefined || letter === undefined ? 'actions.xlsx' : `actions.xlsx!${letter}${line}`, ...finding };
  });
}

const writtenLetters: Cells = Object.fromEntries(registerContract.columns.map(({ name }, position) => [name, columnLetters(position)]));

function sheetKeys(sheet: RegisterSheet): string[] {
  const seen = new Map<string | null, number>();
  return sheet.rows.map(({ action_id }) => {
    const nth = seen.get(action_id) ?? 0;
    seen.set(action_id, nth + 1);
    return action_id === null ? looseKey(nth) : rowKey(action_id, nth);
  });
}

/** Open actions by due date, then proposals, then what is done, verified, cancelled; at last rows never understood. */
function inReadingOrder(rows: readonly RegisterRow[]): RegisterRow[] {
  const placed = rows.map((row) => ({ row, place: [rankOf(row), row.cells.due_on ?? '9999', row.action_id].join('\t') }));
  return placed.sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ row }) => row);
}

function rankOf(row: RegisterRow): number {
  if (row.cells.title === undefined) return 5;
  if (isUntouchedProposal(row)) return 1;
  const ended = ['done', 'verified', 'cancelled'].indexOf(row.cells.status ?? '');
  return ended < 0 ? 0 : ended + 2;
}

function withRemarks(rows: readonly Omit<TableRow, 'remark'>[], content: Content, language: RegisterLanguage): TableRow[] {
  const known = new Map(content.rows.map((row) => [row.action_id, row]));
  const about = new Map<string, RegisterFinding[]>();
  for (const finding of content.findings) about.set(finding.key, [...(about.get(finding.key) ?? []), finding]);
  const missing = new Set(content.missing);
  const proposalText = registerText(language.locale, 'register.proposal');
  const missingText = registerText(language.locale, 'register.missing');
  return rows.map((row) => {
    const registered = known.get(row.key);
    const isProposal =
      registered !== undefined && !registered.is_exported && !registered.was_action && !row.cells.owner && !row.cells.due_on;
    const isOpen = row.cells.status === 'open' || row.cells.status === 'in_progress';
    const remarks: string[] = [];
    if (isProposal && isOpen) remarks.push(proposalText);
    if (missing.has(row.key) && registered?.is_deleted === false) remarks.push(missingText);
    for (const finding of about.get(row.key) ?? []) remarks.push(findingText(finding, language));
    return { ...row, remark: remarks.join('\n') };
  });
}
