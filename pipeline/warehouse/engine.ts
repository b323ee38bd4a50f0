import { createRequire } from 'node:module';

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
