import type { Database } from '../warehouse/database.js';

/**
 * Connections to one database on which work runs side by side. What numbers the rows of a file keeps the engine to one thread, so
 * several files at a time use the others.
 */
export class Lanes {
  private readonly free: Database[];
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  private constructor(private readonly all: readonly Database[]) {
    this.free = [...all];
  }

  /** As many as the engine has threads. */
  static async open(database: Database): Promise<Lanes> {
    const { threads } = await database.row<{ threads: number }>(`select current_setting('threads')::integer as threads`);
    return new Lanes(await Promise.all(Array.from({ length: threads }, () => database.connectBeside())));
  }

  /** Begins the work as soon as a lane is free, and returns then. Throws what earlier work has failed with. */
  async start(work: (lane: Database) => Promise<void>): Promise<void> {
    while (this.free.length === 0) await Promise.race(this.running);
    this.refuseFailed();
    const lane = this.free.pop();
    if (!lane) throw new Error('no lane is free');
    const done = work(lane)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.free.push(lane);
        this.running.delete(done);
      });
    this.running.add(done);
  }

  /** Waits for all that was started; throws what the first failure was. */
  async finish(): Promise<void> {
    await Promise.all(this.running);
    this.refuseFailed();
  }

  /** Waits for what still runs, whatever comes of it, and closes the connections. */
  async close(): Promise<void> {
    await Promise.all(this.running);
    for (const lane of this.all) lane.close();
  }

  private refuseFailed(): void {
    if (this.failure) throw this.failure.error;
  }
}
