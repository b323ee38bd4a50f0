import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Layout } from '../warehouse/layout.js';

/** One file or folder made in the work folder and the place below OUT it takes. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** The file people edit: it is replaced only while it has this content (sha256), or where null is given while it is not there. */
  readonly onlyOver?: string | null;
}

/**
 * Puts the results of a run in place. The journal is the moment of decision: before it is written nothing has changed,
 * after it the moves are carried out, if need be by the next run (`resumePublication`). Returns what was left alone because
 * somebody has changed it since it was read, or has it open.
 */
export function publish(layout: Layout, moves: readonly Move[]): string[] {
  // Room for new folders is asked for while a refusal still leaves everything as it was.
  for (const { to } of moves) mkdirSync(dirname(join(layout.out, to)), { recursive: true });
  for (const move of moves) keepReplaced(layout, move);
  const draft = `${layout.journal}.draft`;
  writeFileSync(draft, JSON.stringify(moves), { flush: true });
  renameSync(draft, layout.journal);
  return carryOut(layout, moves);
}

/**
 * A second name for a file that is about to be replaced, in the work folder: the system then frees the old one when that is cleared, not
 * amid the moves, where a large warehouse would take most of their time. Not every file system has second names.
 */
function keepReplaced({ out, work }: Layout, { from, to, onlyOver }: Move): void {
  const target = join(out, to);
  if (onlyOver !== undefined || !existsSync(target) || !isFile(target)) return;
  try {
    linkSync(target, join(work, `${from}.replaced`));
  } catch {
    // Replacing it takes its time, then.
  }
}

/** Completes a publication that was cut off, and removes what an unfinished run left behind. */
export function resumePublication(layout: Layout): void {
  if (existsSync(layout.journal)) carryOut(layout, JSON.parse(readFileSync(layout.journal, 'utf8')) as Move[]);
  // A child of a killed run may make a last file meanwhile.
  rmSync(layout.work, { recursive: true, force: true, maxRetries: 3 });
  rmSync(`${layout.journal}.draft`, { force: true });
}

function carryOut(layout: Layout, moves: readonly Move[]): string[] {
  const left: string[] = [];
  for (const { from, to, onlyOver } of moves) {
    const source = join(layout.work, from);
    const target = join(layout.out, to);
    if (onlyOver !== undefined) {
      if (!replaceUnchanged(source, target, onlyOver, layout.registerLeft)) left.push(to);
    } else if (existsSync(source)) replace(source, target, join(layout.work, `${from}.replaced`));
  }
  rmSync(layout.journal, { force: true });
  return left;
}

/** Replaces the file unless somebody else has; else leaves a mark of the content that was not put in place. */
function replaceUnchanged(source: string, target: string, onlyOver: string | null, mark: string): boolean {
  if (existsSync(source)) {
    if (contentOf(target) !== onlyOver || isOpenElsewhere(target) || !isReplaced(source, target)) {
      writeFileSync(mark, contentOf(source) ?? '', { flush: true });
      return false;
    }
  }
  rmSync(mark, { force: true });
  return true;
}

/** Some systems let nobody replace a file that another program has open. */
function isReplaced(source: string, target: string): boolean {
  try {
    renameSync(source, target);
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

/** Excel and WPS leave `~$<name>` beside a file they have open, LibreOffice `.~lock.<name>#`. */
export function isOpenElsewhere(path: string): boolean {
  const [folder, name] = [dirname(path), basename(path)];
  return [`~$${name}`, `.~lock.${name}#`].some((mark) => existsSync(join(folder, mark)));
}

export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EACCES', 'EBUSY', 'EPERM'].includes(String(error.code));
}

/** sha256 of a file; null where there is none, '' where nobody may read it. */
function contentOf(path: string): string | null {
  try {
    return existsSync(path) ? sha256Of(readFileSync(path)) : null;
  } catch (error) {
    if (isRefused(error)) return '';
    throw error;
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file takes the place of another in one step; a folder needs the old one moved aside first. */
function replace(source: string, target: string, aside: string): void {
  if (existsSync(target) && !isFile(target)) {
    mkdirSync(dirname(aside), { recursive: true });
    rmSync(aside, { recursive: true, force: true });
    renameSync(target, aside);
  }
  renameSync(source, target);
}

function isFile(path: string): boolean {
  return statSync(path).isFile();
}
