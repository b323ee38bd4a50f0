/** How long one stage of a run took. */
export interface StageTime {
  readonly stage: string;
  /** By the clock on the wall. */
  readonly seconds: number;
  /** Rows it worked on; null where that says nothing. */
  readonly rows: number | null;
}

/** Times the stages of a run, one after the other: each ends when the next is entered. */
export class StageClock {
  private readonly ended: StageTime[] = [];
  private current: { readonly stage: string; readonly since: number; rows: number | null };

  /** `now` in milliseconds; the time until the first stage goes by the name `start`. */
  constructor(private readonly now: () => number) {
    this.current = { stage: 'start', since: now(), rows: null };
  }

  enter(stage: string): void {
    const { since, rows, stage: before } = this.current;
    const time = this.now();
    this.ended.push({ stage: before, seconds: (time - since) / 1000, rows });
    this.current = { stage, since: time, rows: null };
  }

  /** Says how many rows the current stage works on. */
  count(rows: number): void {
    this.current.rows = rows;
  }

  /** Ends the current stage; all stages in their order. */
  stop(): readonly StageTime[] {
    this.enter('');
    return this.ended;
  }
}

/** The times as people read them, in columns. */
export function timingLines(timings: readonly StageTime[]): string[] {
  const total = timings.reduce((seconds, timing) => seconds + timing.seconds, 0);
  const width = Math.max(...timings.map(({ stage }) => stage.length));
  return [...timings, { stage: 'total', seconds: total, rows: null }].map(
    ({ stage, seconds, rows }) =>
      `${stage.padEnd(width)} ${seconds.toFixed(3).padStart(9)} s${rows === null ? '' : `  ${String(rows).padStart(9)} rows`}`,
  );
}
