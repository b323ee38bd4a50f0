import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ingest } from '../ingest/ingest.js';
import type { Move } from '../publish/publication.js';
import type { RunSummary } from '../run-summary.js';
import type { Session } from '../session.js';
import { registerName } from '../warehouse/layout.js';
import type { AskedRun } from './asked-run.js';
import { filesOf, hashAll, hashOtherPeriods } from './hash-outputs.js';
import { draftRecord, form } from './run-record.js';

/** What a run has made, all of it in the work folder and nothing in place yet. */
export interface MadeRun {
  readonly asked: AskedRun;
  readonly loaded: Pick<Ingest, 'entries' | 'found' | 'ignored'>;
  readonly moves: readonly Move[];
  readonly summary: RunSummary;
}

/**
 * Writes down what the publication is made from and what it leaves. None where the run would not leave the same again: the
 * register could not be written, or the report not printed.
 */
export async function keepRecord({ layout, settings, configuration }: Session, made: MadeRun): Promise<Move[]> {
  const { asked, loaded, moves, summary } = made;
  const { register } = summary;
  if (register === null || register.outcome === 'left' || summary.pdf_problem !== null) return [];
  const period = asked.plan.period.name;
  const outdated = loaded.entries.filter((entry) => entry.fingerprint !== settings.fingerprint).map((entry) => entry.full_path);
  const moved = moves.flatMap(({ from, to }) =>
    existsSync(join(layout.work, from)) ? placed(layout.work, from, to) : placed(layout.out, to, to),
  );
  const stored = loaded.entries
    .filter((entry) => entry.stored_as !== '')
    .flatMap(({ dataset, stored_as }) => placed(layout.store, `${dataset}/${stored_as}`, `store/${dataset}/${stored_as}`));
  const record = draftRecord(layout, {
    form,
    rules: asked.rules,
    configuration,
    found: loaded.found,
    ignored: loaded.ignored,
    outdated: [...new Set(outdated)],
    others: hashOtherPeriods(layout, period),
    outputs: {
      ...(await hashAll([...moved, ...stored].filter(([name]) => !name.startsWith('backup')))),
      // Where it was left as it is, it is not among the moves.
      [registerName]: register.sha256,
    },
    summary: {
      ...summary,
      unchanged: true,
      new_tables: 0,
      unchanged_files: loaded.found.length,
      bad_files: [],
      register: { ...register, outcome: 'unchanged', notices: [] },
    },
  });
  return [record];
}

/** The file or files of `from` below `root`: what each will be called below OUT, and where it lies. */
function placed(root: string, from: string, to: string): [string, string][] {
  return filesOf(root, from).map((path) => [`${to}${path.slice(from.length)}`, join(root, path)]);
}
