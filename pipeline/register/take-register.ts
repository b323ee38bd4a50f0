import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOpenElsewhere, isRefused, sha256Of } from '../publish/publication.js';
import type { Session } from '../session.js';
import { type MergedRegister, mergeRegister } from './merge-register.js';
import { type RegisterFinding, workbookFinding } from './register-findings.js';
import { type RegisterSheet, readRegisterSheet, UnreadableRegister } from './register-sheet.js';
import { type ExportedAction, fillRegisterTables, readExportedActions, writeRegisterState } from './register-tables.js';
import { renderedSheet } from './rendered-sheet.js';

/** Why the workbook is left alone in this run. */
export type Obstacle = 'open_elsewhere' | 'unreadable';

/** The register as a run has found it. */
export interface TakenRegister {
  readonly merged: MergedRegister;
  readonly exported: ReadonlyMap<string, ExportedAction>;
  /** Null when there is no workbook, or none that can be read. */
  readonly sheet: RegisterSheet | null;
  /** sha256 of the workbook as read; null where there is none. */
  readonly sha256: string | null;
  readonly obstacle: Obstacle | null;
}

/** A copy of the workbook as it was read, in the work folder. */
export const readCopy = join('register', 'read.xlsx');

/** Reads the living register, before anything is computed, and puts it where the models see it. */
export async function takeRegister(session: Session): Promise<TakenRegister> {
  const { warehouse, register: before, configuration } = session;
  const exported = await readExportedActions(warehouse);
  const { findings, ...found } = await readWorkbookInOut(session);
  const merged = mergeRegister(before, found.sheet, exported);
  await fillRegisterTables(warehouse, merged.rows, before.rows, configuration.privacy.staff);
  return { ...found, exported, merged: { ...merged, findings: [...findings, ...merged.findings] } };
}

/** What loading alone does with the register: it is carried on as it was. */
export async function keepRegister({ warehouse, register, configuration }: Session): Promise<void> {
  await fillRegisterTables(warehouse, register.rows, register.rows, configuration.privacy.staff);
  await writeRegisterState(warehouse, register);
}

type Found = Pick<TakenRegister, 'sheet' | 'sha256' | 'obstacle'> & { readonly findings: readonly RegisterFinding[] };

async function readWorkbookInOut({ layout, configuration, register }: Session): Promise<Found> {
  if (!existsSync(layout.register)) return { sheet: null, sha256: null, obstacle: null, findings: [] };
  const bytes = readUnlessRefused(layout.register);
  if (bytes === null) return { sheet: null, sha256: '', obstacle: 'open_elsewhere', findings: [] };
  const copy = join(layout.work, readCopy);
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, bytes);
  const obstacle = isOpenElsewhere(layout.register) ? 'open_elsewhere' : null;
  const sha256 = sha256Of(bytes);
  try {
    const rendered = sha256 === register.written?.sha256 ? renderedSheet(register, configuration) : null;
    const sheet = rendered ?? (await readRegisterSheet(copy, dirname(copy), configuration));
    return { sheet, sha256, obstacle, findings: [] };
  } catch (error) {
    if (!(error instanceof UnreadableRegister)) throw error;
    return { sheet: null, sha256, obstacle: 'unreadable', findings: [workbookFinding('unreadable_workbook', error.message)] };
  }
}

function readUnlessRefused(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}
