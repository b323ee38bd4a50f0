import type { ReportTables } from '../../reports/management-review/report-tables.js';
import type { ContainmentRow } from '../../reports/management-review/review-tables.js';

type SheetTables = Pick<
  Required<ReportTables>,
  | 'sheets'
  | 'sheet_units_by_month'
  | 'sheet_lots'
  | 'sheet_provinces'
  | 'sheet_records'
  | 'containment_by_group_and_action'
  | 'workload_by_person'
>;

/** Fact sheets of a confirmed lot, a lot without a rate and a slip; the load of three people. */
export function sampleSheets(): SheetTables {
  const group_id = 'lot:L2409-17:E03';
  return {
    sheets: [{ group_id }, { group_id: 'lot:L2510-01:P07' }, { group_id: 'slip:F2608-0031' }],
    sheet_units_by_month: Array.from({ length: 12 }, (_, index) => ({
      group_id,
      month: `${index < 4 ? 2025 : 2026}-${String(((index + 8) % 12) + 1).padStart(2, '0')}-01`,
      units: index < 8 ? 0 : (index - 7) ** 2,
    })),
    sheet_lots: ['L2409-15', 'L2409-16', 'L2409-17', 'L2409-18'].map((lot_no, index) => ({
      group_id,
      lot_no,
      is_own: index === 2,
      produced_on: `2025-0${index + 4}-11`,
      shipped_units: 250,
      age_months: 12,
      faults: index === 2 ? 80 : index,
      faults_per_unit: (index === 2 ? 80 : index) / 250,
    })),
    sheet_provinces: [
      { group_id, province: '广东', units: 50 },
      { group_id, province: '浙江', units: 20 },
    ],
    sheet_records: [
      { group_id, record: 'feedback', record_id: 'F2608-0031', occurred_at: '2026-08-03T09:00:00', consequence: null, amount: null },
      { group_id, record: 'complaints', record_id: 'TS2608-02', occurred_at: '2026-08-20T09:00:00', consequence: 'claim', amount: 12500 },
    ],
    containment_by_group_and_action: [
      answer({ action_id: 'A-017', is_overdue: true, overdue_days: 21, market: 'pending', tooling: null, containment: 'pending' }),
      answer({ action_id: 'A-021', status: 'verified', is_open: false, documents: 'na', containment: 'done' }),
    ],
    workload_by_person: [workload('华东二组', '陈立', 9), workload('华南组', '林可', 4), workload('华南组', '周宁', 0)],
  };
}

function answer(differing: Partial<ContainmentRow>): ContainmentRow {
  return {
    group_id: 'lot:L2409-17:E03',
    action_id: 'A-017',
    title: '更换压缩机批次',
    owner: '陈立',
    department: '采购部',
    due_on: '2026-08-10',
    status: 'open',
    is_open: true,
    is_overdue: false,
    overdue_days: null,
    shop_floor: 'done',
    warehouse: 'done',
    market: 'done',
    tooling: 'done',
    documents: 'done',
    containment: 'done',
    ...differing,
  };
}

function workload(team: string, owner: string, open: number) {
  const over = Math.floor(open / 4);
  return { team, owner, accepted: open * 3, completed: open * 2, open, open_over_30: over, due: open * 5, breached: open, escalated: 1 };
}
