import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { refuseInterrupted, whenInterrupted } from '../interruption.js';
import { type ColumnChunk, columnOfValues } from './column-chunks.js';
import { DuckDBInstance, DuckDBScalarFunction, VARCHAR } from './engine.js';
import { MemoryAllowance } from './memory-allowance.js';
import { type Plain, plainValue } from './plain-value.js';
import { literal } from './sql-text.js';

export type Row = Record<string, Plain>;
export type Parameter = string | number | bigint | boolean | null;

export interface DatabaseOptions {
  /** Worker threads; DuckDB's own choice when left out. */
  readonly threads?: number;
  /** For example `1GB`; DuckDB's own choice when left out. */
  readonly memoryLimit?: string;
  /** The limit is where it begins: a statement that cannot do with it is given more. */
  readonly growsMemory?: boolean;
  /** The folder in which each database makes one of its own for what does not fit in memory; it must exist. */
  readonly spillFolder?: string;
  readonly readOnly?: boolean;
  /** What statements may read and write on this machine; without it everything, as a test may. The program always says it. */
  readonly reach?: Reach;
}

/** The places of this machine a database may touch besides its own file and its spill folder, each with all that lies below. */
export interface Reach {
  readonly folders: readonly string[];
  /** Single files, by their real paths. */
  readonly files?: readonly string[];
}

/** One DuckDB connection. The engine is reached through this class alone. */
export class Database {
  private readonly keepGoing: () => void;
  private isClosed = false;
  /** Calls into the engine that have not come back. */
  private running = 0;

  private constructor(
    private readonly instance: InstanceType<typeof DuckDBInstance>,
    private readonly connection: DuckDBConnection,
    private readonly memory: MemoryAllowance | undefined,
    /** Of all connections. */
    private readonly expected = { rows: 0 },
    private readonly isBeside = false,
  ) {
    this.keepGoing = whenInterrupted(() => connection.interrupt());
  }

  /** Opens a database file, or `:memory:`. */
  static async open(path: string, options: DatabaseOptions = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(path, settings(options));
    const connection = await instance.connect();
    const database = new Database(instance, connection, await allowance(connection, options));
    try {
      if (options.reach) await database.confine(options.reach);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** A further connection to the same database, for statements that run side by side; to be closed before this one. */
  async connectBeside(): Promise<Database> {
    return new Database(this.instance, await this.instance.connect(), this.memory, this.expected, true);
  }

  /**
   * From here on no statement reaches beyond these places, the network, or an extension, and none can change that: a text of the data that
   * came to be taken for SQL could do no more than the program itself. Threads stay free: `Lanes` divides them, and some tests ask whether results depend on their number;
   * so does memory, which grows.
   */
  private async confine({ folders, files = [] }: Reach): Promise<void> {
    const list = (paths: readonly string[]): string => `[${[...new Set(paths)].map(literal).join(', ')}]`;
    await this.run(`set allowed_directories = ${list(folders.flatMap((folder) => [folder, realPath(folder)]))}`);
    await this.run(`set allowed_paths = ${list(files)}`);
    await this.run('set allow_community_extensions = false');
    await this.run('set allow_persistent_secrets = false');
    await this.run('set enable_external_access = false');
    await this.run(`set allowed_configs = ['threads', 'external_threads', 'memory_limit']`);
    await this.run('set lock_configuration = true');
  }

  /** Says how many rows statements will work on: where memory grows, it is as much from here on as they are likely to need. */
  async expectRows(rows: number): Promise<void> {
    this.expected.rows = rows;
    await this.memory?.expectRows(this.connection, rows);
  }

  /** As many as `expectRows` was last told, on any connection; 0 before. */
  expectedRows(): number {
    return this.expected.rows;
  }

  /** Says that the statements to come need little memory and something beside them does: where memory grows, it begins anew from less. */
  async expectLittle(): Promise<void> {
    await this.memory?.expectLittle(this.connection);
  }

  /** Runs one or more statements and drops their results. */
  async run(sql: string, parameters?: Record<string, Parameter>): Promise<void> {
    await this.execute(() => this.connection.run(sql, parameters));
  }

  /** The same with the memory there is: a statement that cannot do with it fails, where `run` would be given more. */
  async runWithin(sql: string): Promise<void> {
    await this.unlessInterrupted(() => this.connection.run(sql));
  }

  /** All rows of a query, as plain values: numbers, strings, booleans, null, arrays, `2026-10-03T09:30:00`. */
  async rows<T = Row>(sql: string, parameters?: Record<string, Parameter>): Promise<T[]> {
    const reader = await this.execute(() => this.connection.runAndReadAll(sql, parameters));
    return reader.convertRowObjects((value, type) => plainValue(value, type)) as T[];
  }

  /** The rows of a query in batches, for results that may be large. */
  async *batches<T = Row>(sql: string): AsyncGenerator<T[]> {
    const { batches, first } = await this.execute(async () => {
      const result = await this.connection.stream(sql);
      const batches = result.yieldConvertedRowObjects((value, type) => plainValue(value, type))[Symbol.asyncIterator]();
      return { batches, first: await batches.next() };
    });
    for (let next = first; !next.done; next = await this.unlessInterrupted(() => batches.next())) yield next.value as T[];
  }

  /** A query's result column by column, as the engine hands it out: up to 2048 rows at a time, and one chunk without rows for none. */
  async *columnChunks(sql: string): AsyncGenerator<ColumnChunk> {
    const { result, first } = await this.execute(async () => {
      const result = await this.connection.stream(sql);
      return { result, first: await result.fetchChunk() };
    });
    const [names, types] = [result.deduplicatedColumnNames(), result.columnTypes()];
    let chunk = first;
    do {
      const rows = chunk?.rowCount ?? 0;
      const valuesOf = (index: number) => (chunk !== null && rows > 0 ? chunk.getColumnValues(index) : []);
      yield { rows, columns: types.map((type, index) => columnOfValues(names[index] ?? '', type, valuesOf(index))) };
      chunk = await this.unlessInterrupted(() => result.fetchChunk());
    } while (chunk !== null && chunk.rowCount > 0);
  }

  /** The only row of a query. */
  async row<T = Row>(sql: string, parameters?: Record<string, Parameter>): Promise<T> {
    const [first, second] = await this.rows<T>(sql, parameters);
    if (first === undefined || second !== undefined) throw new Error(`expected one row from: ${sql}`);
    return first;
  }

  /** Threads the engine works with. */
  async threads(): Promise<number> {
    const { threads } = await this.row<{ threads: number }>(`select current_setting('threads')::integer as threads`);
    return threads;
  }

  /** Adds a scalar function from text to text; null is never passed to it. */
  addTextFunction(name: string, compute: (text: string) => string | null): void {
    const scalar = DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const vector = input.getColumnVector(0);
        for (let row = 0; row < input.rowCount; row++) {
          const value = vector.getItem(row);
          output.setItem(row, value === null ? null : compute(String(value)));
        }
        output.flush();
      },
    });
    this.connection.registerScalarFunction(scalar);
  }

  /** Runs a statement, of a stream of rows up to the first of them, with the memory it takes. */
  private execute<T>(statement: () => Promise<T>): Promise<T> {
    return this.unlessInterrupted(() => (this.memory ? this.memory.lend(this.connection, statement) : statement()));
  }

  /** An interruption stops a statement that is running; it and every later one throw Interrupted. */
  private async unlessInterrupted<T>(work: () => Promise<T>): Promise<T> {
    refuseInterrupted();
    if (this.isClosed) throw new Error('the database is closed');
    this.running++;
    try {
      return await work();
    } catch (error) {
      refuseInterrupted();
      throw error;
    } finally {
      this.running--;
      if (this.isClosed && this.running === 0) this.release();
    }
  }

  /** Closes the connection, at once or when the statement that still runs has ended; a second call does nothing. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.running === 0) this.release();
  }

  /** Writes everything so far into the file. Throws where the disk refuses, which closing alone would keep to itself. */
  async writeOut(): Promise<void> {
    await this.run('checkpoint');
  }

  /** Writes everything into the file and closes it. */
  async closeWhole(): Promise<void> {
    await this.writeOut();
    this.close();
  }

  /** The engine does not survive that a connection goes while it works for it. */
  private release(): void {
    this.keepGoing();
    this.connection.closeSync();
    if (!this.isBeside) this.instance.closeSync();
  }
}

/** What is freed goes back to the system, not to a heap that stands beside the limit: a tenth of the peak for a fiftieth of the time. */
const thriftyAllocator = {
  allocator_background_threads: 'true',
  allocator_flush_threshold: '1MB',
  allocator_bulk_deallocation_flush_threshold: '16MB',
} as const;

function settings(options: DatabaseOptions): Record<string, string> {
  const chosen: Record<string, string> = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
  if (options.threads !== undefined) chosen.threads = String(options.threads);
  if (options.memoryLimit !== undefined) Object.assign(chosen, thriftyAllocator);
  if (options.memoryLimit !== undefined && !options.growsMemory) chosen.memory_limit = options.memoryLimit;
  if (options.spillFolder !== undefined) chosen.temp_directory = ownSpillFolder(options.spillFolder);
  if (options.readOnly) chosen.access_mode = 'READ_ONLY';
  return chosen;
}

let spillFolders = 0;

/**
 * The engine gives files that do not fit in memory the same names in every database, and removes all of that name when a database closes:
 * two that shared a folder would write into one another's files.
 */
function ownSpillFolder(folder: string): string {
  return join(folder, `fieldreview-spill-${process.pid}-${++spillFolders}`);
}

async function allowance(
  connection: DuckDBConnection,
  { memoryLimit, growsMemory = false }: DatabaseOptions,
): Promise<MemoryAllowance | undefined> {
  return growsMemory && memoryLimit !== undefined ? MemoryAllowance.begin(connection, memoryLimit) : undefined;
}

/** The engine compares the places that links lead to. */
function realPath(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}
