import type { MeasureRows } from './figure-rows.js';

/** A table of figures.json whose cells can be explained: `tables.<table>[<key>=…].<column>`. */
export interface ExplainedTable {
  readonly table: string;
  /** Relation it is read from. */
  readonly relation: string;
  /** Columns that the id of a cell may name, as the page does; a cell is one that they tell apart. */
  readonly key: readonly string[];
  /** Column that the name of a row alone stands for. */
  readonly mainColumn: string;
  readonly rows: Pick<MeasureRows, 'rows' | 'sources'>;
  /** Rows behind a column: filter, and the cell out of them where it is a plain aggregate; all rows for the columns not named. */
  readonly columns: Readonly<Record<string, readonly [where: string, value: string | null]>>;
}

const affected = 'coalesce(sum(nonconforming_qty), nullif(count(distinct unit), 0))';

export const explainedTables: readonly ExplainedTable[] = [
  {
    table: 'defects',
    relation: 'defect_groups',
    key: ['group_id'],
    mainColumn: 'rate',
    rows: {
      rows: 'defect_group_parts',
      sources: [
        { dataset: 'repairs', column: 'repair_id' },
        { dataset: 'lots', column: 'shipment_row', key: 'row_order' },
        { dataset: 'feedback', column: 'feedback_id' },
        { dataset: 'complaints', column: 'complaint_id' },
      ],
    },
    columns: {
      affected: ["role in ('fault', 'slip')", affected],
      denominator: ["role in ('shipment', 'slip')", 'sum(total_qty)'],
      rate: ["role <> 'occurrence'", `share_of(${affected}, sum(total_qty))`],
      rate_low: ["role <> 'occurrence'", null],
      rate_high: ["role <> 'occurrence'", null],
    },
  },
  {
    table: 'emerging',
    relation: 'emerging',
    key: ['model', 'fault_code'],
    mainColumn: 'q_value',
    rows: { rows: 'pair_faults', sources: [{ dataset: 'repairs', column: 'repair_id' }] },
    columns: { count: ['periods_back = 0', 'count(*)'] },
  },
  {
    table: 'breaches',
    relation: 'sla_breaches_by_obligation',
    key: ['clock', 'record_id', 'due_at'],
    mainColumn: 'overdue_minutes',
    rows: { rows: 'obligations_judged', sources: [{ dataset: '{record}', column: 'record_id' }] },
    columns: { overdue_minutes: ["outcome = 'breached'", 'max(overdue_minutes)'] },
  },
];
