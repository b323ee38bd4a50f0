import type { RegisterFindingRow } from '../../reports/management-review/report-data.js';
import type { ActionRow, ReportTables } from '../../reports/management-review/report-tables.js';

/** Actions of every state: overdue, gone from the register, in time, done and not verified, without owner; effects of every verdict. */
export function sampleActions(): Pick<
  Required<ReportTables>,
  'actions' | 'action_effectiveness' | 'actions_by_period' | 'actions_overdue_by_age'
> {
  return {
    actions: [
      action('A-009', '隔离在库品并更换压缩机批次', '2026-08-11', { overdue_days: 21, warehouse: 'pending', market: 'pending' }),
      action('A-012', '供应商现场审核', '2026-08-20', {
        overdue_days: 12,
        owner: null,
        department: null,
        is_missing: true,
        first_due_on: '2026-07-20',
        due_moves: 2,
      }),
      action('A-015', '轴承来料加严检验', '2026-09-20', { model: null, fault_code: null, source_id: null }),
      action('A-016', '更新装配作业指导书', null, { status: 'open', shop_floor: null, is_carried_over: false }),
      action('A-008', '显示板连接器改锁扣式', '2026-08-05', { status: 'done', is_open: false }),
    ],
    actions_by_period: [{ periods_back: 0, open_before: 5, opened: 1, closed: 2, open: 4 }],
    actions_overdue_by_age: [
      { range_no: 1, from_days: 1, to_days: 7, actions: 0 },
      { range_no: 2, from_days: 8, to_days: 30, actions: 2 },
      { range_no: 4, from_days: 91, to_days: null, actions: 1 },
    ],
    action_effectiveness: [
      effect('A-001', 'effective', 26, 2, 0.0000015, null),
      effect('A-004', 'not_effective', 15, 17, 0.70169, null),
      effect('A-007', 'insufficient', 3, 1, 0.3125, 5175),
    ],
  };
}

/** What the living register has for people to look at. */
export const sampleFindings: readonly RegisterFindingRow[] = [
  { cell: 'actions.xlsx!J3', action_id: 'A-009', text: '“计划完成日期”此处为 2026-08-11，导出 行动计划_2026-08.xlsx 中为 2026-09-30' },
  { cell: 'actions.xlsx!A9', action_id: null, text: '缺少行动编号，未计入；请编号' },
];

function action(id: string, title: string, due_on: string | null, about: Partial<ActionRow>): ActionRow {
  const overdue_days = about.overdue_days ?? null;
  return {
    action_id: id,
    source_id: 'L2409-17',
    model: 'KT-35GW',
    fault_code: 'E03',
    title,
    owner: '穆清扬',
    department: '品质部',
    due_on,
    status: 'in_progress',
    shop_floor: 'done',
    warehouse: 'na',
    market: 'na',
    tooling: null,
    documents: null,
    is_open: true,
    is_overdue: overdue_days !== null,
    is_missing: false,
    first_due_on: due_on,
    due_moves: 0,
    is_carried_over: true,
    ...about,
    overdue_days,
  };
}

function effect(id: string, verdict: string, before: number, after: number, p_value: number, units_needed: number | null) {
  const units = 1800;
  return {
    action_id: id,
    title: '改用双道密封快接头',
    model: 'KT-50LW',
    fault_code: 'E11',
    first_fixed_lot: 'L2603-01',
    faults_before: before,
    units_before: units,
    rate_before: before / units,
    faults_after: after,
    units_after: units,
    rate_after: after / units,
    verdict,
    p_value,
    units_needed,
  };
}
