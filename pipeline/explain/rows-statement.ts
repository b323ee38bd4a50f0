import { contractOf } from '../contracts/index.js';
import { accountRows } from '../publish/account-rows.js';
import type { MeasureRows, RowSource } from '../publish/figure-rows.js';
import { readRowsQuery } from '../transform/models.js';
import { identifier, literal } from '../warehouse/sql-text.js';
import type { Subject } from './subject.js';

/** The rows behind a value, as statements for any client on the warehouse. */
export interface RowsStatement {
  /** What one row is. */
  readonly grain: string;
  /** File that selects them, below the package. */
  readonly file: string;
  /** Datasets whose rows of the store are read. */
  readonly datasets: readonly string[];
  /** Relations the rows are selected from. */
  readonly reads: readonly string[];
  /** Every row, with the file and line of the export it comes from, in the order of their key. */
  readonly sql: string;
  /** The same, the first rows alone. */
  readonly firstSql: (count: number) => string;
  readonly countSql: string;
  /** The value out of these rows; null where it is no plain aggregate of them. */
  readonly value: { readonly expression: string; readonly sql: string } | null;
}

/** The rows behind what is explained. `record` is the dataset of the records its clock runs on. */
export function rowsStatement({ rows: declared, rowConditions, labels }: Subject, record: string): RowsStatement {
  const filled = (text: string): string => fill(text, { ...labels, record });
  const query = rowsQuery(declared, labels);
  const conditions = [filled(declared.where), ...rowConditions];
  const counted = (limit: string): string =>
    `with ${identifier(declared.rows)} as (\n${query.sql.trimEnd()}\n),\ncounted as (\n  select * from ${identifier(declared.rows)}\n` +
    `  where ${conditions.join('\n    and ')}${limit}\n)`;
  const order = query.key.map(identifier).join(', ');
  const sources = declared.sources.map((source) => ({ ...source, dataset: filled(source.dataset) }));
  const expression = declared.value === null ? null : filled(declared.value);
  const rows = (limit: string): string => `${counted(limit)}\n${withSources(sources, query.key)};`;
  return {
    grain: query.grain,
    file: query.file,
    datasets: [...new Set(sources.length === 0 ? query.datasets : sources.map(({ dataset }) => dataset))],
    reads: query.reads,
    sql: rows(''),
    firstSql: (count) => rows(`\n  order by ${order}\n  limit ${count}`),
    countSql: `${counted('')}\nselect count(*) as rows from counted;`,
    value: expression === null ? null : { expression, sql: `${counted('')}\nselect ${expression} as value from counted;` },
  };
}

interface RowsQuery {
  readonly grain: string;
  readonly key: readonly string[];
  readonly sql: string;
  readonly file: string;
  readonly reads: readonly string[];
  readonly datasets: readonly string[];
}

function rowsQuery({ rows }: MeasureRows, { dataset }: Readonly<Record<string, string>>): RowsQuery {
  const account = accountRows[rows];
  if (account && dataset !== undefined) return { ...account(dataset), file: 'pipeline/publish/account-rows.ts', reads: [] };
  return { ...readRowsQuery(rows), file: `queries/rows/${rows}.sql`, datasets: [] };
}

/** Joins the rows with those of the exports they come from. */
function withSources(sources: readonly RowSource[], key: readonly string[]): string {
  const order = key.map((column) => `counted.${identifier(column)}`).join(', ');
  if (sources.length === 0) return `select * from counted\norder by ${order}`;
  const each = (column: (index: number) => string): string =>
    sources.length === 1 ? column(0) : `coalesce(${sources.map((_source, index) => column(index)).join(', ')})`;
  const joins = sources.map(
    ({ dataset, column, key: joined }, index) =>
      `left join raw_${dataset} as source_${index} on source_${index}.${joined ?? contractOf(dataset).key[0]} = counted.${column}\n` +
      `left join loaded_files as file_${index} on file_${index}.dataset = ${literal(dataset)} and file_${index}.file_index = source_${index}.file_index`,
  );
  return (
    `select counted.*, ${each((index) => `file_${index}.file`)} as file, ${each((index) => `source_${index}.line`)} as line\n` +
    `from counted\n${joins.join('\n')}\norder by ${order}`
  );
}

function fill(text: string, labels: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) => labels[name] ?? all);
}
