import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from './sql-text.js';

/**
 * The memory an engine may take, of all its connections: where a statement cannot do with it, half as much again and more, up to
 * what the engine would take by itself.
 */
export class MemoryAllowance {
  private bytes = 0;

  private constructor(
    private readonly first: number,
    private readonly most: number,
  ) {}

  /** Sets the limit of a database that was opened without one. */
  static async begin(connection: DuckDBConnection, limit: string): Promise<MemoryAllowance> {
    const reader = await connection.runAndReadAll(
      `select parse_formatted_bytes(${literal(limit)})::double, parse_formatted_bytes(current_setting('memory_limit'))::double`,
    );
    const [first, most] = (reader.getRows()[0] ?? []).map(Number) as [number, number];
    const allowance = new MemoryAllowance(first, most);
    await allowance.raise(connection, first);
    return allowance;
  }

  /** Begins with more where there are many rows: what is likely to fail with less is not computed in vain. */
  async expectRows(connection: DuckDBConnection, rows: number): Promise<void> {
    await this.raise(connection, this.first + rows * bytesOfRow);
  }

  /** Goes back to half of what it began with, as far as what is in use allows: something else in the process needs memory. */
  async expectLittle(connection: DuckDBConnection): Promise<void> {
    try {
      await this.set(connection, this.first / 2);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      // The engine keeps to the limit of before, and says the one it refused.
      await this.set(connection, this.bytes);
    }
  }

  /**
   * Runs a statement, again with more memory where that is what it lacked. A statement that has failed has changed nothing; of several in one
   * text those before it are run twice.
   */
  async lend<T>(connection: DuckDBConnection, statement: () => Promise<T>): Promise<T> {
    for (;;) {
      const { bytes } = this;
      try {
        return await statement();
      } catch (error) {
        if (!isOutOfMemory(error) || bytes >= this.most) throw error;
        // Another connection may have asked for more meanwhile.
        if (bytes === this.bytes) await this.raise(connection, growth * bytes);
      }
    }
  }

  private async raise(connection: DuckDBConnection, wanted: number): Promise<void> {
    const bytes = Math.min(wanted, this.most);
    if (bytes > this.bytes) await this.set(connection, bytes);
  }

  private async set(connection: DuckDBConnection, bytes: number): Promise<void> {
    await connection.run(`set memory_limit = '${Math.floor(bytes)}B'`);
    this.bytes = bytes;
  }
}

const growth = 1.5;
/**
 * The models of ten million tickets (39 million rows) took 375 s with 5 bytes for each, 297 s with 10, 277 s with 16, and 212 s with 8 GB;
 * those of three million 84 s with 5, 67 s with 19.
 */
const bytesOfRow = 16;

/** Whether the engine says that it lacked memory. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Out of Memory Error');
}
