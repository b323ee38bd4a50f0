import type { Model } from '../transform/models.js';
import { datasetAccountingSql } from '../warehouse/accounting-sql.js';
import { identifier } from '../warehouse/sql-text.js';
import type { Subject } from './subject.js';

/** Where a value is defined, and the statement that gives it in any client on the warehouse. */
export interface ValueStatement {
  /** File that defines it, below the package. */
  readonly file: string;
  readonly sql: string;
}

/** The statement of a value: the definition of its relation, and the one cell of it. */
export function valueStatement({ relation, expression, conditions }: Subject, models: readonly Model[]): ValueStatement {
  const name = identifier(relation);
  const where = conditions.length === 0 ? '' : `\nwhere ${conditions.join('\n  and ')}`;
  const cell = `select ${expression} as value\nfrom ${name}${where};`;
  const { sql, file } = definitionOf(relation, models);
  return { file, sql: sql === null ? cell : `with ${name} as (\n${sql.trimEnd()}\n)\n${cell}` };
}

/** Results of exact tests are no SQL: the statement reads their table. */
function definitionOf(relation: string, models: readonly Model[]): { sql: string | null; file: string } {
  if (relation === 'dataset_accounting') return { sql: datasetAccountingSql(), file: 'pipeline/warehouse/accounting-sql.ts' };
  const model = models.find(({ name }) => name === relation);
  if (!model) return { sql: null, file: 'pipeline/statistics/test-results.ts' };
  return { sql: model.sql, file: `queries/${model.layer}/${model.name}.sql` };
}
