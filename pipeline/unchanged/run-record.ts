import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../config/configuration.js';
import type { FoundFile } from '../ingest/ingest.js';
import type { Move } from '../publish/publication.js';
import type { RunSummary } from '../run-summary.js';
import { type Layout, recordName } from '../warehouse/layout.js';

/** What the last publication in OUT was made from and what it left: the next run does nothing while all of it holds. */
export interface RunRecord {
  /** Of this form: a record of any other is no record. */
  readonly form: typeof form;
  /** sha256 of program, command, period, cut-off, settings: all that is known before an export is looked at. */
  readonly rules: string;
  readonly configuration: Configuration;
  /** Below the inputs, in export order. */
  readonly found: readonly FoundFile[];
  readonly ignored: readonly string[];
  /** Loaded earlier, from other inputs and with other settings, and not there any more: if it comes back it is read again. */
  readonly outdated: readonly string[];
  /** sha256 of figures.json of the other periods published in OUT, which the index lists. */
  readonly others: Readonly<Record<string, string>>;
  /** sha256 of every file that counts, by its path below OUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What a run says that finds all of this unchanged. */
  readonly summary: RunSummary;
}

/** Raised with every change of what a record holds. */
export const form = 3;

/** Name of the record in the work folder. */
const draftName = 'run-record.json';

/** Writes the record into the work folder; it is put in place with what it describes, last of all. */
export function draftRecord(layout: Layout, record: RunRecord): Move {
  writeFileSync(join(layout.work, draftName), JSON.stringify(record));
  return { from: draftName, to: recordName };
}

/** The record in OUT; undefined where there is none that can be read. */
export function readRecord(layout: Layout): RunRecord | undefined {
  const file = layout.record;
  if (!existsSync(file)) return undefined;
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    return record.form === form ? record : undefined;
  } catch {
    return undefined;
  }
}
