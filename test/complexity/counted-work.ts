import type { Database } from '../../pipeline/warehouse/database.js';

/** An operator of a plan, as the engine tells of it after running it. */
interface Operator {
  readonly operator_type?: string;
  readonly operator_cardinality?: number;
  readonly operator_rows_scanned?: number;
  /** Of the whole statement. */
  readonly total_bytes_read?: number;
  readonly extra_info?: Readonly<Record<string, unknown>>;
  readonly children: readonly Operator[];
}

/** What a statement costs, whatever the machine and however busy it is. */
export interface Work {
  /** Rows read from tables and files. */
  readonly scanned: number;
  /** Rows that operators hand on, all of them together, and the pairs that joins try which know neither keys nor an order. */
  readonly handled: number;
  /** Bytes the engine reads from files. */
  readonly bytes: number;
  /** Conditions that a hash join tries on every pair of rows with the same key; pairs that fail are counted nowhere. */
  readonly tried: readonly string[];
}

/** Runs a query, or a statement with one, and counts; the rows are dropped. */
export async function workOf(database: Database, statement: string): Promise<Work> {
  const { explain_value } = await database.row<{ explain_value: string }>(`explain (analyze, format json) ${statement}`);
  const root = JSON.parse(explain_value) as Operator;
  const operators = withChildren(root);
  return {
    scanned: sum(operators.map(({ operator_rows_scanned = 0 }) => operator_rows_scanned)),
    handled: sum(operators.map((operator) => (operator.operator_cardinality ?? 0) + pairsTried(operator))),
    bytes: root.total_bytes_read ?? 0,
    tried: operators.flatMap(conditionsTried),
  };
}

function withChildren(operator: Operator): Operator[] {
  return [operator, ...operator.children.flatMap(withChildren)];
}

function pairsTried({ operator_type = '', children }: Operator): number {
  if (!/^(NESTED_LOOP_JOIN|BLOCKWISE_NL_JOIN|CROSS_PRODUCT)$/.test(operator_type)) return 0;
  return children.reduce((pairs, child) => pairs * (child.operator_cardinality ?? 0), 1);
}

function conditionsTried({ operator_type = '', extra_info = {} }: Operator): string[] {
  if (operator_type !== 'HASH_JOIN') return [];
  const conditions = [extra_info.Conditions ?? []].flat().map(String);
  return conditions.filter((condition) => !/ (=|IS NOT DISTINCT FROM) /.test(condition));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
