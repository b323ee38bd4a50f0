import type { NewTable } from './load-files.js';

/** Rejected rows below this number never stop a run, however few rows there are. */
const fewestRejected = 20;

export interface GateFailure {
  readonly dataset: string;
  readonly read: number;
  readonly rejected: number;
}

/** Datasets of the new files with at least 20 rejected rows and a share above the limit (domain.md § 2). */
export function gateFailures(tables: readonly NewTable[], maxRejectRate: number, fewest = fewestRejected): GateFailure[] {
  const totals = new Map<string, GateFailure>();
  for (const { entry } of tables) {
    const before = totals.get(entry.dataset) ?? { dataset: entry.dataset, read: 0, rejected: 0 };
    totals.set(entry.dataset, { dataset: entry.dataset, read: before.read + entry.read, rejected: before.rejected + entry.rejected });
  }
  return [...totals.values()].filter(({ read, rejected }) => rejected >= fewest && rejected > maxRejectRate * read);
}
