import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { leftovers, type OutState, partOf, published, stateOf } from './out-state.js';
import { run } from './program.js';
import { writeFirstExports, writeLateExports } from './small-company.js';

/** What a command makes of OUT when nothing disturbs it. */
export interface Undisturbed {
  readonly args: readonly string[];
  readonly before: OutState;
  readonly after: OutState;
  /** How long it took. */
  readonly milliseconds: number;
}

/** What was found in OUT after a fault. */
export type Look = 'old state' | 'new state' | 'being published';

/** A folder OUT that can be put back to how it was: the warehouse names it, so its place must stay the same. */
export class DisturbedOut {
  readonly out: string;
  private readonly folder: string;

  constructor(folder: string) {
    this.out = join(folder, 'out');
    this.folder = folder;
  }

  /** An OUT in `folder` in which August was published from the first exports; the late ones lie in `input` since. */
  static async published(folder: string, input: string): Promise<DisturbedOut> {
    await writeFirstExports(input);
    const made = new DisturbedOut(folder);
    expect(await run(['run', '--period', '2026-08', '--input', input, '--out', made.out])).toMatchObject({ code: 0 });
    made.keep();
    writeLateExports(input);
    return made;
  }

  /** Remembers OUT as it is now, work folder and journal included, under a name. */
  keep(name = 'first'): void {
    copy(this.out, join(this.folder, `kept-${name}`));
  }

  restore(name = 'first'): void {
    rmSync(this.out, { recursive: true, force: true });
    copy(join(this.folder, `kept-${name}`), this.out);
  }

  /** Runs a command on OUT as it was kept. */
  async undisturbed(args: readonly string[]): Promise<Undisturbed> {
    this.restore();
    const before = await stateOf(this.out);
    const began = performance.now();
    const ended = await run(args);
    expect(ended).toMatchObject({ code: 0 });
    return { args, before, after: await stateOf(this.out), milliseconds: performance.now() - began };
  }

  /**
   * What docs/reliability.md promises after any fault: without a journal everything a reader opens is as before or as after the run. With
   * one, each file and each folder is, whole; a folder may be missing while it is exchanged, and only one.
   */
  async look({ before, after }: Undisturbed): Promise<Look> {
    const state = await stateOf(this.out);
    const seen = published(state);
    expect(state, 'nothing of the store or of earlier registers is lost or changed').toMatchObject(
      Object.fromEntries(Object.entries(before).filter(([path]) => /^(store|backup)\//.test(path))),
    );
    if (!existsSync(layoutOf(this.out).journal)) {
      const isNew = JSON.stringify(sorted(seen)) === JSON.stringify(sorted(published(after)));
      if (!isNew) expect(seen).toEqual(published(before));
      return isNew ? 'new state' : 'old state';
    }
    const names = new Set([...Object.keys(published(before)), ...Object.keys(published(after))].map((path) => path.split('/')[0] ?? path));
    const missing: string[] = [];
    for (const name of names) {
      const [part, old, next] = [partOf(seen, name), partOf(before, name), partOf(after, name)];
      const isOld = JSON.stringify(sorted(part)) === JSON.stringify(sorted(old));
      if (Object.keys(part).length === 0 && !isOld) missing.push(name);
      else if (!isOld) expect(part, `${name} is whole`).toEqual(next);
    }
    expect(missing.length, `missing while it is exchanged: ${missing.join(', ')}`).toBeLessThanOrEqual(1);
    return 'being published';
  }

  /** Nothing but the old state is there, and no trace of the run but its lock. */
  async expectUntouched(undisturbed: Undisturbed): Promise<void> {
    expect(await this.look(undisturbed)).toBe('old state');
    expect(leftovers(this.out)).toEqual([]);
  }

  /** The same command again: OUT is what an undisturbed run leaves, and nothing else is there. Returns the milliseconds it took. */
  async runAgain({ args, after }: Undisturbed): Promise<number> {
    const began = performance.now();
    expect(await run(args)).toMatchObject({ code: 0 });
    const took = performance.now() - began;
    expect(await stateOf(this.out)).toEqual(after);
    expect(leftovers(this.out)).toEqual([]);
    return took;
  }
}

function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of existsSync(from) ? readdirSync(from) : []) cpSync(join(from, name), join(to, name), { recursive: true });
}

function sorted(state: OutState): [string, string][] {
  return Object.entries(state).sort(([left], [right]) => (left < right ? -1 : 1));
}
