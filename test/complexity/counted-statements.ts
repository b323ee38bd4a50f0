import { Database } from '../../pipeline/warehouse/database.js';
import { queryOf } from '../sameness/recorded-statements.js';
import { type Work, workOf } from './counted-work.js';

export interface CountedStatement extends Work {
  readonly sql: string;
}

/** What every query that some work gives the engine costs, but for those with parameters: each is run once more, before it is run, to be counted. */
export async function countStatements(work: () => Promise<unknown>): Promise<CountedStatement[]> {
  const { run, rows } = Database.prototype;
  const counted: CountedStatement[] = [];
  const count = async (database: Database, sql: string): Promise<void> => {
    const query = queryOf(sql);
    if (/^\s*(select|with|from|\()/i.test(query)) counted.push({ sql, ...(await workOf(uncounted(database), query)) });
  };
  const uncounted = (database: Database): Database => Object.assign(Object.create(database), { run, rows }) as Database;
  const counting: Pick<Database, 'run' | 'rows'> & ThisType<Database> = {
    async run(sql, parameters) {
      if (parameters === undefined) await count(this, sql);
      await run.call(this, sql, parameters);
    },
    async rows<T>(sql: string, parameters?: Parameters<typeof rows>[1]): Promise<T[]> {
      if (parameters === undefined) await count(this, sql);
      return (await rows.call(this, sql, parameters)) as T[];
    },
  };
  Object.assign(Database.prototype, counting);
  try {
    await work();
  } finally {
    Object.assign(Database.prototype, { run, rows });
  }
  return counted;
}
