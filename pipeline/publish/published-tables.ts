import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import { identifier, literal } from '../warehouse/sql-text.js';
import { compareCodePoints } from './code-points.js';
import { figureTables } from './figure-tables.js';
import { requirePublished } from './published-periods.js';

/** A table of a published period. */
export interface PublishedTable {
  readonly name: string;
  /** Its rows, in the order in which they were published. */
  readonly query: string;
  /** The Parquet file it lies in, where it is one. */
  readonly parquet?: string;
}

/** Name of the figures among the tables. */
const figuresTable = 'figures';

/**
 * The tables `wanted`, those of figures.json among them; without any all that lie in the period's folder, the figures first.
 * Throws UserError for a period or table that is not published.
 */
export function findPublishedTables(out: string, period: string, wanted: readonly string[]): PublishedTable[] {
  const tables = readTables(join(out, requirePublished(out, period)));
  if (wanted.length === 0) return tables;
  const known = [...tables, ...tablesOfFigures(tables)];
  return [...new Set(wanted)].map((name) => known.find((table) => table.name === name) ?? unknownTable(name, period, known));
}

function readTables(folder: string): PublishedTable[] {
  const tables = join(folder, 'tables');
  const files = existsSync(tables) ? readdirSync(tables).filter((name) => name.endsWith('.parquet')) : [];
  return [
    { name: figuresTable, query: figuresQuery(join(folder, 'figures.json')) },
    ...files.sort(compareCodePoints).map((file) => {
      const parquet = join(tables, file);
      const query = `select * from read_parquet(${literal(parquet)}, hive_partitioning = false)`;
      return { name: file.slice(0, -'.parquet'.length), query, parquet };
    }),
  ];
}

/** The tables of figures.json under their names there, with its columns but whole. */
function tablesOfFigures(tables: readonly PublishedTable[]): PublishedTable[] {
  return figureTables.flatMap(({ name, relation, query }) => {
    const source = tables.find((table) => table.name === relation);
    if (source === undefined || name === relation) return [];
    return [{ name, query: `with ${identifier(relation)} as (${source.query}) ${query}` }];
  });
}

/** The engine takes memory for twice the largest document it may meet, so it is told how large this one is. */
function figuresQuery(file: string): string {
  return `select figure.id, figure.value, figure.unit from (
    select unnest(figures) as figure
    from read_json(${literal(file)}, columns = {figures: 'struct(id varchar, value double, unit varchar)[]'}, maximum_object_size = ${statSync(file).size + 1})
  )`;
}

function unknownTable(name: string, period: string, tables: readonly PublishedTable[]): never {
  const names = tables.map((table) => table.name);
  throw new UserError(
    `--table ${name}: ${period} has no such table; did you mean "${nearestName(name, names)}"? Its tables are: ${names.join(', ')}`,
  );
}
