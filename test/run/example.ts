import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Effects } from '../../pipeline/effects.js';
import { packageRoot } from '../../pipeline/package-root.js';

/** The shipped example exports. */
export const exampleFolder = join(packageRoot, 'fixtures', 'example');

/** Effects for tests: a fixed clock long after the example, an empty environment, nothing printed. */
export const quietEffects: Effects = {
  now: () => Date.UTC(2027, 0, 1),
  print: () => undefined,
  report: () => undefined,
  progress: () => undefined,
  environment: {},
  workingFolder: tmpdir(),
  onInterrupt: () => () => undefined,
};

const made: string[] = [];

/** An empty folder that goes when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export interface FiguresFile {
  readonly figures: readonly { readonly id: string; readonly value: number | null; readonly unit: string }[];
  readonly tables: Readonly<Record<string, unknown>>;
}

export function readFigures(out: string, period: string): FiguresFile {
  return JSON.parse(readFileSync(join(out, period, 'figures.json'), 'utf8')) as FiguresFile;
}
