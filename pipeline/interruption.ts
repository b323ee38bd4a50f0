/** The user has interrupted the program. */
export class Interrupted extends Error {}

/** What has to be stopped: queries of the engine, children that read workbooks. */
const stoppable = new Set<() => void>();
let isInterrupted = false;

/** Stops whatever is at work; `refuseInterrupted` throws from now on. */
export function interruptAll(): void {
  isInterrupted = true;
  for (const stop of stoppable) stop();
}

/** Has `stop` called when the program is interrupted; returns how to take that back. */
export function whenInterrupted(stop: () => void): () => void {
  stoppable.add(stop);
  return () => stoppable.delete(stop);
}

/** Throws Interrupted once the user has interrupted the program; for long work outside the engine, and before results are put in place. */
export function refuseInterrupted(): void {
  if (isInterrupted) throw new Interrupted();
}
