import type { RegisterFindingRow } from '../../reports/management-review/report-data.js';
import type { ActionEffectRow, ActionRow, ReportTables } from '../../reports/management-review/report-tables.js';
import { wilson } from './sample-interval.js';

/** Actions of every state: overdue, gone from the register, in time, done and not verified, without owner; effects of every verdict. */
export function sampleActions(): Pick<
  Required<ReportTables>,
  'actions' | 'action_effectiveness' | 'actions_by_period' | 'actions_overdue_by_age'
> {
  return {
    actions: [
      action('A-009', '隔离在库品并更换压缩机批次', '2026-08-11', {
        overdue_days: 21,
        late_days: 21,
        warehouse: 'pending',
        market: 'pending',
      }),
      action('A-012', '供应商现场审核', '2026-08-20', {
        overdue_days: 12,
        owner: null,
        department: null,
        is_missing: true,
        first_due_on: '2026-07-20',
        due_moves: 2,
        earlier_dues: ['2026-07-20', '2026-08-05'],
        late_days: 12,
      }),
      action('A-015', '轴承来料加严检验', '2026-09-20', { model: null, fault_code: null, source_id: null }),
      action('A-016', '更新装配作业指导书', null, { status: 'open', shop_floor: null, is_carried_over: false, opened_on: '2026-08-24' }),
      action('A-008', '显示板连接器改锁扣式', '2026-08-05', { status: 'done', is_open: false, ended_on: '2026-08-04' }),
      action('A-006', '修订来料检验规范', '2026-07-31', { status: 'verified', is_open: false, ended_on: '2026-08-10', late_days: 10 }),
      action('A-005', '取消的试验', '2027-05-20', { status: 'cancelled', is_open: false, ended_on: '2026-08-10', opened_on: '2024-05-02' }),
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
      effect('A-010', 'insufficient', 0, 0, 1, null),
      {
        ...effect('A-011', 'insufficient', 0, 0, null, null),
        ...{ units_before: 0, rate_before: null, rate_before_low: null, rate_before_high: null },
        ...{ units_after: 0, rate_after: null, rate_after_low: null, rate_after_high: null },
      },
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
    opened_on: '2026-06-15',
    ended_on: null,
    earlier_dues: [],
    late_days: null,
    is_carried_over: true,
    ...about,
    overdue_days,
  };
}

function effect(
  id: string,
  verdict: string,
  before: number,
  after: number,
  p_value: number | null,
  units_needed: number | null,
): ActionEffectRow {
  const units = 1800;
  const [before_low, before_high] = wilson(before, units);
  const [after_low, after_high] = wilson(after, units);
  return {
    action_id: id,
    title: '改用双道密封快接头',
    model: 'KT-50LW',
    fault_code: 'E11',
    first_fixed_lot: 'L2603-01',
    faults_before: before,
    units_before: units,
    rate_before: before / units,
    rate_before_low: before_low,
    rate_before_high: before_high,
    faults_after: after,
    units_after: units,
    rate_after: after / units,
    rate_after_low: after_low,
    rate_after_high: after_high,
    verdict,
    p_value,
    units_needed,
    units_short: units_needed === null ? null : units_needed - units,
  };
}
