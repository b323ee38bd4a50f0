import { processEffects } from './effects.js';
import type { PeriodOptions } from './plan-period.js';
import type { Progress } from './progress-line.js';
import { runPeriod as run } from './run-period.js';
import type { RunSummary } from './run-summary.js';
import { type Validation, validateExports } from './validate-exports.js';

export type { RunSummary, Validation };

/** What `runPeriod` may be given beside what it must. */
export interface RunPeriodOptions extends Omit<PeriodOptions, 'locale'> {
  /** Folders or files with exports; folders are searched in depth. */
  readonly inputs: readonly string[];
  /** Folder of the warehouse and the reports. */
  readonly out: string;
  /** Language of the report; zh-CN where left out. */
  readonly locale?: PeriodOptions['locale'];
  /** Configuration file; else fieldreview.yaml in the working folder or the first input folder. */
  readonly config?: string;
  /** Told what is being done now. */
  readonly progress?: Progress;
}

export interface ValidateFilesOptions {
  /** Folders or files with exports; folders are searched in depth. */
  readonly inputs: readonly string[];
  /** Share of rejected rows of a dataset above which it is not valid; 0 where left out. */
  readonly maxRejectRate?: number;
  readonly config?: string;
  readonly progress?: Progress;
}

/**
 * What `fieldreview run` does: loads what is new, computes the period, publishes the report. Prints nothing. Rejects with an error
 * whose `name` is `UserError` and whose `exitCode` is that of the command where the caller can put it right.
 */
export async function runPeriod({ locale = 'zh-CN', progress, ...options }: RunPeriodOptions): Promise<RunSummary> {
  return run({ ...options, locale }, effectsWith(progress));
}

/** What `fieldreview validate` does: checks exports against the contracts and writes nothing. Prints nothing; rejects as `runPeriod`. */
export async function validateFiles({ maxRejectRate = 0, progress, ...options }: ValidateFilesOptions): Promise<Validation> {
  return (await validateExports({ ...options, maxRejectRate }, effectsWith(progress))).validation;
}

/** A library leaves standard output, standard error and interruption to the program it is part of. */
function effectsWith(progress: Progress = () => undefined) {
  return { ...processEffects, print: () => undefined, report: () => undefined, progress, onInterrupt: () => () => undefined };
}
