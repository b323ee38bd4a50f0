import { existsSync } from 'node:fs';
import type { Effects } from './effects.js';
import { UserError } from './errors.js';
import type { PeriodOptions } from './plan-period.js';
import type { RunSummary } from './run-summary.js';
import { type SessionOptions, withSession } from './session.js';
import { findUnchanged } from './unchanged/find-unchanged.js';
import { layoutOf } from './warehouse/layout.js';

/** `run`: loads what is new, computes the period, publishes the report; does nothing where that would change nothing. */
export async function runPeriod(
  options: SessionOptions & PeriodOptions & { inputs: readonly string[] },
  effects: Effects,
): Promise<RunSummary> {
  return withSession(
    options,
    effects,
    async (session) => (await wholeRun()).publishExports(session, options),
    (layout) => findUnchanged(layout, 'run', options, effects),
  );
}

/** `ingest`: loads only. */
export async function ingestExports(options: SessionOptions & { inputs: readonly string[] }, effects: Effects): Promise<RunSummary> {
  return withSession(options, effects, async (session) => (await wholeRun()).publishLoad(session, options.inputs));
}

/** `report`: from what is loaded; does nothing where that would change nothing. */
export async function reportLoaded(options: SessionOptions & PeriodOptions, effects: Effects): Promise<RunSummary> {
  if (!existsSync(layoutOf(options.out).warehouse)) {
    throw new UserError(`${options.out}: nothing is loaded here. Load exports with: fieldreview ingest --input DIR --out ${options.out}`);
  }
  return withSession(
    options,
    effects,
    async (session) => (await wholeRun()).publishLoaded(session, options),
    (layout) => findUnchanged(layout, 'report', options, effects),
  );
}

/** Most of the program, which an unchanged run does without. */
function wholeRun(): Promise<typeof import('./whole-run.js')> {
  return import('./whole-run.js');
}
