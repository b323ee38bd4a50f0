import type { Database, Row } from '../warehouse/database.js';

/** A table of figures.json: the query gives exactly its rows and columns, in order. */
interface FigureTable {
  readonly name: string;
  /** The only relation the query reads. */
  readonly relation: string;
  readonly query: string;
  /** What is kept first when there are more rows than the limit; of equals what comes first in the table. */
  readonly keepFirst: string;
}

const mostRows = 10_000;

export const figureTables: readonly FigureTable[] = [
  {
    name: 'defects',
    relation: 'defect_groups',
    query: `select group_id, model, lot_no, fault_code, affected, denominator, rate, rate_low, rate_high, class, confidence, info_class, reasons, flags, status
      from defect_groups order by group_id`,
    keepFirst: 'rate desc nulls last',
  },
  {
    name: 'emerging',
    relation: 'emerging',
    query: 'select model, fault_code, count, expected, p_value, q_value, flagged from emerging order by model, fault_code',
    keepFirst: 'p_value',
  },
  {
    name: 'breaches',
    relation: 'sla_breaches_by_obligation',
    query: `select clock, record_id, ticket_id, due_at, stopped_at, overdue_minutes, owner, team from sla_breaches_by_obligation
      order by clock, record_id, due_at, start_at, clock_no`,
    keepFirst: 'overdue_minutes desc nulls last',
  },
];

/** The tables of figures.json, cut to 10,000 rows with `truncated` beside them (interface.md). */
export async function readFigureTables(database: Database): Promise<Record<string, Row[] | boolean>> {
  const tables: Record<string, Row[] | boolean> = {};
  let isTruncated = false;
  for (const table of figureTables) {
    const { count } = await database.row<{ count: number }>(`select count(*) as count from (${table.query})`);
    tables[table.name] = await database.rows(count > mostRows ? cut(table) : table.query);
    isTruncated ||= count > mostRows;
  }
  return isTruncated ? { ...tables, truncated: true } : tables;
}

function cut({ query, keepFirst }: FigureTable): string {
  return `select * exclude (original_row) from (
    select * from (select *, row_number() over () as original_row from (${query})) order by ${keepFirst}, original_row limit ${mostRows}
  ) order by original_row`;
}
