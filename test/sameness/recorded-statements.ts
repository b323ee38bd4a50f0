import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';

/** A statement the program gave the engine. */
export interface Statement {
  readonly sql: string;
  /** What the engine makes of the query in it; undefined where it has none. */
  readonly plan: unknown;
  /** Whether more than one row came back to the program, which then sees their order. */
  readonly givesRows: boolean;
}

interface Planned {
  readonly error: boolean;
  readonly error_message?: string;
  readonly plans: unknown;
}

/** Statements without a query: what they do has no rows. */
const withoutQuery =
  /^\s*(attach|detach|set|use|drop|begin|commit|checkpoint|describe|pragma|update|create (or replace )?(temp )?(table|macro|schema) \w+ ?\(|create or replace macro|insert into \w+( \([^)]*\))? values)/i;

/**
 * Every statement that some work gives the engine, each once, with the plan the engine has for it there and then. Of `parts`
 * statements those are planned whose place is in `planned`: planning takes longer than running.
 */
export async function recordStatements(work: () => Promise<void>, parts: number, planned: readonly number[]): Promise<Statement[]> {
  const { run, rows, batches, columnChunks } = Database.prototype;
  const recorded = new Map<string, Statement>();
  const record = async (database: Database, sql: string, count: number): Promise<void> => {
    const known = recorded.get(sql);
    if (known?.givesRows === true || (known !== undefined && count < 2)) return;
    const plan =
      known?.plan ?? (withoutQuery.test(sql) || !planned.includes(recorded.size % parts) ? undefined : await planOf(queryOf(sql)));
    recorded.set(sql, { sql, plan, givesRows: count > 1 });

    async function planOf(query: string): Promise<unknown> {
      // A plan with a value still to be given cannot be written out.
      const given = query.replace(/\$[a-z]\w*/g, 'null::varchar');
      const plannable = await withoutFiles(given, (statement) => run.call(database, statement));
      const [answer] = (await rows.call(database, `select json_serialize_plan(${literal(plannable)})::varchar as plan`)) as {
        plan: string;
      }[];
      const planned = JSON.parse(answer?.plan ?? '{}') as Planned;
      if (planned.error) throw new Error(`cannot be planned (${planned.error_message}): ${query}`);
      return planned.plans;
    }
  };
  const recording: Pick<Database, 'run' | 'rows' | 'batches' | 'columnChunks'> & ThisType<Database> = {
    async run(sql, parameters) {
      await record(this, sql, 0);
      await run.call(this, sql, parameters);
    },
    async rows<T>(sql: string, parameters?: Parameters<typeof rows>[1]): Promise<T[]> {
      const found = (await rows.call(this, sql, parameters)) as T[];
      await record(this, sql, found.length);
      return found;
    },
    async *batches<T>(sql: string): AsyncGenerator<T[]> {
      await record(this, sql, 2);
      yield* batches.call(this, sql) as AsyncGenerator<T[]>;
    },
    async *columnChunks(sql) {
      await record(this, sql, 2);
      yield* columnChunks.call(this, sql);
    },
  };
  Object.assign(Database.prototype, recording);
  try {
    await work();
  } finally {
    Object.assign(Database.prototype, { run, rows, batches, columnChunks });
  }
  return [...recorded.values()];
}

/** The query in a statement that makes a table or view, writes a file or fills a table. */
export function queryOf(sql: string): string {
  const copied = /^\s*copy\s*\(([\s\S]*)\)\s*to\s*'/i.exec(sql)?.[1];
  if (copied !== undefined) return copied;
  return sql
    .trim()
    .replace(/;$/, '')
    .replace(/^create\s+(or\s+replace\s+)?(temp\s+)?(table|view)\s+[\w."]+\s+as\s+/i, '')
    .replace(/^insert\s+into\s+[\w."]+\s*(by\s+name\s*)?(\([^)]*\)\s*)?(?=select|with|values|from|\()/i, '');
}

/** Plans of CSV and JSON files cannot be written out: an empty table with the columns of the file takes its place. */
async function withoutFiles(query: string, run: (statement: string) => Promise<void>): Promise<string> {
  let planned = query;
  for (let number = 0; /\bread_(csv|json)\(/.test(planned); number++) {
    const start = planned.search(/\bread_(csv|json)\(/);
    const call = planned.slice(start, start + callLength(planned.slice(start)));
    await run(`create or replace temp table columns_of_file_${number} as select * from ${call} limit 0`);
    planned = planned.replace(call, () => `columns_of_file_${number}`);
  }
  return planned;
}

/** From the name of the function to the bracket that closes it. */
function callLength(text: string): number {
  let depth = 0;
  let isText = false;
  for (const [index, sign] of [...text].entries()) {
    if (sign === "'") isText = !isText;
    if (isText) continue;
    if (sign === '(') depth++;
    if (sign === ')' && --depth === 0) return [...text].slice(0, index + 1).join('').length;
  }
  throw new Error(`a bracket is not closed: ${text}`);
}
