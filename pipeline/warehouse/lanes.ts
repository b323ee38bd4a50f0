import type { Database } from './database.js';

/** Threads of Node.js that wait for the engine at most, unless UV_THREADPOOL_SIZE says otherwise. */
const waitingThreads = 4;

/**
 * Connections to one database on which work runs side by side. What numbers the rows of a file keeps the engine to one thread, and so does
 * the planning of a statement: several at a time use the others.
 */
export class Lanes {
  private readonly free: Database[];
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  private constructor(
    private readonly database: Database,
    private readonly all: readonly Database[],
    /** Threads that wait for the engine and do its work. */
    private readonly waiting: number,
  ) {
    this.free = [...all];
  }

  /**
   * As many as the engine has threads, but no more than `most`. With `onWaitingThreads` what runs in a lane runs on the thread that waits
   * for it: a thread of the engine that takes it over leaves the waiting one asking without a pause whether it is done. For work in many pieces
   * alike, since no thread is left that could help with a large one.
   */
  static async open(database: Database, { most = Number.POSITIVE_INFINITY, onWaitingThreads = false } = {}): Promise<Lanes> {
    const threads = await database.threads();
    const waiting = onWaitingThreads ? Math.min(threads, waitingThreads) : 1;
    await setWaiting(database, waiting);
    const connections = await Promise.all(Array.from({ length: Math.min(threads, most) }, () => database.connectBeside()));
    return new Lanes(database, connections, waiting);
  }

  /** The same for pieces of work of these sizes, in any unit: on waiting threads where none is larger than the share of a lane. */
  static async openFor(database: Database, sizes: readonly number[]): Promise<Lanes> {
    const share = sizes.reduce((sum, size) => sum + size, 0) / (await database.threads());
    return Lanes.open(database, { onWaitingThreads: sizes.every((size) => size <= share) });
  }

  /** Runs a statement on every connection, for what each keeps to itself. */
  async onEach(statement: string): Promise<void> {
    for (const lane of this.all) await lane.run(statement);
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

  /** Runs the work by itself, on all threads of the engine, when what was started has ended. Throws what either has failed with. */
  async alone(work: (lane: Database) => Promise<void>): Promise<void> {
    await this.finish();
    await setWaiting(this.database, 1);
    await this.start(work);
    await this.finish();
    await setWaiting(this.database, this.waiting);
  }

  /** Whether something that was started still runs. */
  isBusy(): boolean {
    return this.running.size > 0;
  }

  /** Waits until something that was started has ended; throws what earlier work has failed with. */
  async anyEnds(): Promise<void> {
    if (!this.isBusy()) throw new Error('nothing runs that could end');
    await Promise.race(this.running);
    this.refuseFailed();
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
    await setWaiting(this.database, 1);
  }

  private refuseFailed(): void {
    if (this.failure) throw this.failure.error;
  }
}

async function setWaiting(database: Database, threads: number): Promise<void> {
  await database.run(`set external_threads = ${threads}`);
}
