import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Layout } from '../warehouse/layout.js';

/** One file or folder made in the work folder and the place below OUT it takes. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts the results of a run in place. The journal is the moment of decision: before it is written nothing has changed,
 * after it the moves are carried out, if need be by the next run (`resumePublication`).
 */
export function publish(layout: Layout, moves: readonly Move[]): void {
  const draft = `${layout.journal}.draft`;
  writeFileSync(draft, JSON.stringify(moves), { flush: true });
  renameSync(draft, layout.journal);
  carryOut(layout, moves);
}

/** Completes a publication that was cut off, and removes what an unfinished run left behind. */
export function resumePublication(layout: Layout): void {
  if (existsSync(layout.journal)) carryOut(layout, JSON.parse(readFileSync(layout.journal, 'utf8')) as Move[]);
  rmSync(layout.work, { recursive: true, force: true });
  rmSync(`${layout.journal}.draft`, { force: true });
}

function carryOut(layout: Layout, moves: readonly Move[]): void {
  for (const { from, to } of moves) {
    const source = join(layout.work, from);
    const target = join(layout.out, to);
    if (!existsSync(source)) continue;
    mkdirSync(dirname(target), { recursive: true });
    replace(source, target, join(layout.work, `${from}.replaced`));
  }
  rmSync(layout.journal, { force: true });
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
