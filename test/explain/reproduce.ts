import { isDeepStrictEqual } from 'node:util';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { findPublished } from '../../pipeline/explain/find-published.js';
import { planExplanation } from '../../pipeline/explain/plan-explanation.js';
import { explainedTables } from '../../pipeline/publish/cell-rows.js';
import type { FiguresFile } from '../../pipeline/publish/published-periods.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import type { Plain } from '../../pipeline/warehouse/plain-value.js';
import { cellId } from '../../reports/page.js';

/** What a statement of an explanation gives that differs from what is published; empty where all is as it should be. */
export async function differences(database: Database, published: FiguresFile, ids: readonly string[]): Promise<string[]> {
  const policy = loadPolicy();
  const found: string[] = [];
  const compare = (id: string, what: string, given: Plain, expected: Plain): void => {
    if (!isDeepStrictEqual(given, expected)) found.push(`${id}: ${what} ${JSON.stringify(given)}, published ${JSON.stringify(expected)}`);
  };
  const value = async (sql: string): Promise<Plain> => (await database.row<{ value: Plain }>(sql)).value;
  for (const id of ids) {
    const figure = findPublished(published, id);
    const { sql, rows, definition } = planExplanation(figure.id, figure.subject, policy);
    compare(id, 'its SQL gives', await value(sql), figure.value);
    if (rows.value) compare(id, 'its rows give', await value(rows.value.sql), figure.value);
    if (rows.value?.expression === 'count(*)')
      compare(id, 'rows', (await database.row<{ rows: number }>(rows.countSql)).rows, figure.value);
    if (definition.en === '' || definition['zh-CN'] === '') found.push(`${id} has no definition`);
  }
  return found;
}

/** Ids of every cell of the tables of figures.json. */
export function cellIds(published: FiguresFile): string[] {
  return explainedTables.flatMap(({ table, key }) => {
    const rows = published.tables[table];
    return (Array.isArray(rows) ? rows : []).flatMap((row) => {
      const names = Object.fromEntries(key.map((name) => [name, String(row[name])]));
      return Object.keys(row).map((column) => cellId(`tables.${table}`, names, column));
    });
  });
}
