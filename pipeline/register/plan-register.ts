import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locale } from '../../reports/theme/formats.js';
import { type Move, sha256Of } from '../publish/publication.js';
import type { Session } from '../session.js';
import { registerName } from '../warehouse/layout.js';
import { mostProposals, type ProposedActions, proposeActions } from './propose-actions.js';
import { findingText, type PlacedFinding, type RegisterFinding, workbookFinding } from './register-findings.js';
import { type Cells, isUntouchedProposal, type RegisterState } from './register-state.js';
import { livingTable, placeFindings, publishedTable, saysTheSame, showsTheSame } from './register-table.js';
import { markActions, readShownStaff, staffColumns, writeRegisterState } from './register-tables.js';
import type { RegisterLanguage } from './register-words.js';
import { renderRegisterWorkbook } from './register-workbook.js';
import { cellsDigest, type TableCells, tableCells } from './table-cells.js';
import { readCopy, type TakenRegister } from './take-register.js';
import { renderingOf, workbookLeft, workbookOf } from './written-workbook.js';

export interface RegisterRequest {
  readonly period: string;
  readonly locale: Locale;
  /** Local date of the cut-off, `2026-09-01`. */
  readonly asOf: string;
}

/** What the report and the closing lines say of the register. */
export interface RegisterAccount {
  /** Of the workbook as the run leaves it: what was read, in order. */
  readonly sha256: string;
  readonly edited: number;
  readonly proposals: number;
  readonly findings: readonly (PlacedFinding & { readonly text: string })[];
}

export interface RegisterPlan {
  readonly account: RegisterAccount;
  readonly moves: readonly Move[];
  /** What becomes of the workbook in OUT. */
  readonly outcome: 'written' | 'unchanged' | 'left';
  readonly notices: readonly string[];
}

/**
 * Adds the proposals of a computed period, writes the register as published into the work folder and, where the living
 * one has to change, that one with a copy of the version before; keeps the state in the new warehouse.
 */
export async function planRegister(session: Session, taken: TakenRegister, request: RegisterRequest): Promise<RegisterPlan> {
  const { configuration, register: before, warehouse } = session;
  const { merged, sheet, obstacle } = taken;
  const language = { locale: request.locale, enums: configuration.enums };
  const proposals = await proposeActions(warehouse, merged.rows, request);
  const proposed = proposals.rows;
  // A report on earlier days must not take back what a later one has proposed.
  const isNewest = before.proposed_as_of === null || request.asOf >= before.proposed_as_of;
  const missing = await readMissing(warehouse);
  const living = { ...merged, rows: isNewest ? proposed : merged.rows, missing: isNewest ? missing : before.missing };
  const table = livingTable(living, language);
  const isSaid = sheet !== null && saysTheSame(sheet, table, language);
  const outcome = isSaid ? 'unchanged' : obstacle === null ? 'written' : 'left';
  const cells = tableCells(table, language);
  const left = outcome === 'written' ? await writeLiving(session, taken, cells, language) : untouched(taken, before);
  const staff = configuration.privacy.staff === 'mask' ? await readShownStaff(warehouse) : new Map<string, Cells>();
  const findings = [...unlisted(proposals), ...merged.findings.map((finding) => asReported(finding, staff))];
  const published = publishedTable({ ...merged, rows: proposed, missing, findings }, staff, language);
  await writePublished(session, showsTheSame(published, table) ? cells : tableCells(published, language), language, request);
  await writeRegisterState(warehouse, {
    rows: await markActions(warehouse, living.rows),
    loose: merged.loose,
    extra_headers: merged.extra_headers,
    proposed_as_of: isNewest ? request.asOf : before.proposed_as_of,
    missing: living.missing,
    written:
      outcome === 'left'
        ? workbookLeft(before.written, sheet, taken.exported)
        : workbookOf(living.rows, taken.exported, left.sha256, renderingOf(left.cells_sha256, language, merged.findings)),
    written_before: outcome === 'written' ? workbookLeft(before.written, sheet, taken.exported) : null,
  });
  return {
    account: {
      sha256: left.sha256,
      edited: merged.rows.filter((row) => row.is_edited).length,
      proposals: proposed.filter(isUntouchedProposal).length,
      findings: placeFindings(findings, outcome === 'written' ? null : sheet, table).map((finding) => ({
        ...finding,
        text: findingText(finding, language),
      })),
    },
    moves: left.moves,
    outcome,
    notices: notices(outcome, taken, before),
  };
}

/** Nobody may take the list for whole where it is not. */
function unlisted({ unassigned }: ProposedActions): RegisterFinding[] {
  return unassigned <= mostProposals ? [] : [workbookFinding('unlisted_proposals', String(unassigned))];
}

async function readMissing(warehouse: Session['warehouse']): Promise<string[]> {
  const rows = await warehouse.rows<{ action_id: string }>('select action_id from actions where is_missing order by action_id');
  return rows.map(({ action_id }) => action_id);
}

/** The workbook in OUT as the run leaves it. */
interface LeftWorkbook {
  readonly moves: readonly Move[];
  readonly sha256: string;
  /** Of its cells; null where they are not known one by one. */
  readonly cells_sha256: string | null;
}

function untouched({ sha256 }: TakenRegister, { written }: RegisterState): LeftWorkbook {
  const isAsWritten = written !== null && written.sha256 === sha256;
  return { moves: [], sha256: sha256 ?? '', cells_sha256: isAsWritten ? (written.rendering?.cells_sha256 ?? null) : null };
}

async function writeLiving(
  { layout }: Session,
  { sha256, sheet }: TakenRegister,
  cells: TableCells,
  language: RegisterLanguage,
): Promise<LeftWorkbook> {
  const otherSheets = sheet?.other_sheets ?? [];
  const bytes = await renderRegisterWorkbook(cells, { ...language, otherSheets });
  writeFileSync(join(layout.work, registerName), bytes);
  const kept: Move[] = [];
  if (sha256 !== null) {
    const name = backupName(layout.backup, sha256);
    if (name !== null) {
      mkdirSync(join(layout.work, dirname(name)), { recursive: true });
      copyFileSync(join(layout.work, readCopy), join(layout.work, name));
      kept.push({ from: name, to: name });
    }
  }
  return {
    moves: [...kept, { from: registerName, to: registerName, onlyOver: sha256 }],
    sha256: sha256Of(bytes),
    cells_sha256: otherSheets.length === 0 ? cellsDigest(cells) : null,
  };
}

/** `backup/actions-0007-3f2a91bc.xlsx`: numbered, then named by content; null where this content is kept already. */
function backupName(folder: string, sha256: string): string | null {
  const kept = existsSync(folder) ? readdirSync(folder) : [];
  const content = sha256.slice(0, 16);
  if (kept.some((name) => name.endsWith(`-${content}.xlsx`))) return null;
  const numbers = kept.map((name) => Number(/^actions-(\d+)-/.exec(name)?.[1] ?? 0));
  return `backup/actions-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${content}.xlsx`;
}

/** Names of staff as reports show them. */
function asReported(finding: RegisterFinding, staff: ReadonlyMap<string, Cells>): RegisterFinding {
  const shown = staff.get(finding.action_id ?? '');
  if (shown === undefined || finding.column === null || !staffColumns().includes(finding.column)) return finding;
  return { ...finding, found: shown[finding.column] ?? null };
}

async function writePublished({ layout }: Session, cells: TableCells, language: RegisterLanguage, request: RegisterRequest): Promise<void> {
  const bytes = await renderRegisterWorkbook(cells, { ...language, asOf: request.asOf, otherSheets: [] });
  const folder = join(layout.work, request.period);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, registerName), bytes);
}

function notices(outcome: RegisterPlan['outcome'], { sha256, obstacle }: TakenRegister, before: RegisterState): string[] {
  const isGone = sha256 === null && before.written !== null;
  return [
    ...(isGone ? [`${registerName} was not there any more: written again from what was known`] : []),
    ...(outcome === 'left' && sha256 === ''
      ? [
          `${registerName} could not be read: another program keeps it to itself, or this account has not the right to. What the last run knew of it counts, and the file is left alone until the next run. Close it, or have the right given, and run again`,
        ]
      : []),
    ...(outcome === 'left' && sha256 !== '' && obstacle === 'open_elsewhere'
      ? [
          `${registerName} is open in another program: what was last saved counts, and the file is left alone until the next run. Close it and run again; if nobody has it open, delete the lock file beside it`,
        ]
      : []),
  ];
}
