import { join, resolve } from 'node:path';

/** Where things lie below OUT (interface.md, "What a run leaves"). */
export interface Layout {
  readonly out: string;
  readonly warehouse: string;
  readonly store: string;
  readonly rejects: string;
  /** The living register of actions, its earlier versions, and the mark of a version that was not put in place. */
  readonly register: string;
  readonly backup: string;
  readonly registerLeft: string;
  /** A DuckDB file that is open for as long as a run works in OUT. */
  readonly lock: string;
  /** Everything is made in here and moved out whole at the end. */
  readonly work: string;
  /** The moves of a publication that has begun. */
  readonly journal: string;
  /** What the last publication was made from and what it left. */
  readonly record: string;
}

/** Name of the lock in OUT; a folder that holds one is the output of a run. */
export const lockName = '.lock';

/** Name of the living register in OUT. */
export const registerName = 'actions.xlsx';

/** Name of the record of the last publication in OUT. */
export const recordName = '.published.json';

export function layoutOf(folder: string): Layout {
  // Absolute: the views of the warehouse name the files of the store.
  const out = resolve(folder);
  return {
    out,
    warehouse: join(out, 'warehouse.duckdb'),
    store: join(out, 'store'),
    rejects: join(out, 'rejects'),
    register: join(out, registerName),
    backup: join(out, 'backup'),
    registerLeft: join(out, '.register-left'),
    lock: join(out, lockName),
    work: join(out, '.work'),
    journal: join(out, '.publication.json'),
    record: join(out, recordName),
  };
}
