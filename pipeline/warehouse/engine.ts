import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

/** Threads that share a heap: two lose no time by it (measured); of more none was measured. */
const threadsOfHeap = 4;

/**
 * Read by the engine's allocator when it is loaded, where that is the one the engine brings along. Few heaps: each keeps what its threads have
 * freed, which those of others cannot take. What nobody takes for a second goes back to the system (docs/decisions/0030).
 */
process.env.DUCKDB_JE_MALLOC_CONF ??= `narenas:${Math.ceil(availableParallelism() / threadsOfHeap)},dirty_decay_ms:1000,muzzy_decay_ms:0`;

/**
 * What is used of DuckDB, loaded as the CommonJS it is: where it is imported, Node.js first reads all its files for the names they export,
 * which takes longer than to load them.
 */
export const {
  DuckDBDateValue,
  DuckDBDecimalType,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListType,
  DuckDBListValue,
  DuckDBScalarFunction,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  VARCHAR,
} = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
