import type { DatasetAccount } from '../run-summary.js';
import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { linesSql } from './export-sql.js';
import { repetitions } from './faulty-rows.js';
import type { Recipe } from './recipe.js';

/** What a load counts of a dataset. */
export type Account = Omit<DatasetAccount, 'dataset'>;

/** Rows written of a dataset, and how many of them were made faulty in which way. */
export class Tally {
  read = 0;
  readonly kinds: Record<string, number> = {};

  /** Counts the rows in `lines`. */
  async add(database: Database): Promise<void> {
    const counts = await database.rows<{ kind: string | null; rows: number; lines: number }>(
      'select fault_kind as kind, count(*) filter (version = 1) as rows, count(*) as lines from lines group by fault_kind order by fault_kind',
    );
    for (const { kind, rows, lines } of counts) {
      this.read += lines;
      if (kind !== null) this.kinds[kind] = (this.kinds[kind] ?? 0) + rows;
    }
  }

  /** The account where each row stands in one file: a repeated one twice. */
  account(): Account {
    const [duplicate, superseded] = repetitions.map((kind) => this.kinds[kind] ?? 0);
    const rejected = Object.values(this.kinds).reduce((sum, rows) => sum + rows, 0) - (duplicate ?? 0) - (superseded ?? 0);
    return {
      read: this.read,
      loaded: this.read - rejected - (duplicate ?? 0) - (superseded ?? 0),
      rejected,
      duplicate: duplicate ?? 0,
      superseded: superseded ?? 0,
    };
  }
}

/** The account of a dataset whose rows stand in several files: its valid versions, walked in the order of the files. */
export async function walkedAccount(database: Database, recipe: Recipe, dirty: number): Promise<Account> {
  const isValid = `(fault_kind is null or fault_kind in (${repetitions.map(literal).join(', ')}))`;
  return database.row<Account>(
    `with walked as (
      select identity, ${isValid} as is_valid,
        ${isValid} and line is not distinct from lag(case when ${isValid} then line end ignore nulls) over (partition by identity order by row_no, version) as is_equal
      from (${linesSql(recipe, dirty)})
    ), counted as (
      select count(*) as read, count(distinct identity) filter (is_valid) as loaded, count(*) filter (not is_valid) as rejected,
        count(*) filter (is_equal) as duplicate
      from walked
    )
    select read, loaded, rejected, duplicate, read - loaded - rejected - duplicate as superseded from counted`,
  );
}
