import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Effects } from '../effects.js';
import { discoverFiles } from '../ingest/discover.js';
import type { PeriodOptions } from '../plan-period.js';
import { isOpenElsewhere } from '../publish/publication.js';
import type { RunSummary } from '../run-summary.js';
import { type SessionOptions, settingsInForce } from '../session.js';
import type { Layout } from '../warehouse/layout.js';
import { askRun } from './asked-run.js';
import { areAsExpected, filesOf, hashOtherPeriods } from './hash-outputs.js';
import { type RunRecord, readRecord } from './run-record.js';

/**
 * The summary of a run that would leave OUT as it is; undefined when anything the report follows from, or anything the last
 * publication left, is not what it was then. Contents are compared, never sizes or times. Throws UserError as the run itself would
 * for its options and configuration.
 */
export async function findUnchanged(
  layout: Layout,
  command: 'run' | 'report',
  options: SessionOptions & PeriodOptions,
  effects: Effects,
): Promise<RunSummary | undefined> {
  options.clock?.enter('look for changes');
  const record = readRecord(layout);
  if (record === undefined || isBusy(layout)) return undefined;
  const { rules, plan } = askRun(command, { layout, effects, ...settingsInForce(options, effects, record.configuration) }, options);
  if (rules !== record.rules || !hasSameNames(layout, record, options.inputs, plan.period.name)) return undefined;
  effects.progress('looking for changes');
  const inputs = record.found.map(({ full_path, sha256 }): [string, string] => [full_path, sha256]);
  const outputs = Object.entries(record.outputs).map(([path, sha256]): [string, string] => [join(layout.out, path), sha256]);
  return (await areAsExpected([...inputs, ...outputs])) ? record.summary : undefined;
}

/** Somebody has the register open, it was left alone by the last run, or another program has written to the warehouse. */
function isBusy(layout: Layout): boolean {
  return isOpenElsewhere(layout.register) || existsSync(layout.registerLeft) || existsSync(`${layout.warehouse}.wal`);
}

/** Whether the same files are there, inputs and results, and the other reports of OUT are what its index lists. */
function hasSameNames(layout: Layout, record: RunRecord, inputs: readonly string[] | undefined, period: string): boolean {
  const { files, ignored } = inputs === undefined ? { files: [], ignored: [] } : discoverFiles(inputs, record.configuration);
  const folders = [period, 'rejects'].flatMap((folder) => filesOf(layout.out, folder));
  const before = Object.keys(record.outputs).filter((path) => path.startsWith(`${period}/`) || path.startsWith('rejects/'));
  return (
    isSame(
      files.map(({ fullPath, path }) => [fullPath, path]),
      record.found.map(({ full_path, path }) => [full_path, path]),
    ) &&
    isSame(ignored, record.ignored) &&
    isSame(folders.sort(), before.sort()) &&
    isSame(hashOtherPeriods(layout, period), record.others) &&
    // A report on what is loaded reads no file again.
    (inputs === undefined || !record.outdated.some((path) => existsSync(path)))
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
