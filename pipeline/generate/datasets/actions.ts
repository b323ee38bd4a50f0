import { contractOf } from '../../contracts/index.js';
import { literal } from '../../warehouse/sql-text.js';
import { faultKinds } from '../company.js';
import { oneOf } from '../draws.js';
import type { Plan } from '../plan.js';
import { type Months, monthlyRows, monthsOf, type Recipe } from '../recipe.js';
import { actionStories, firstFixedCampaign } from '../stories.js';
import { slipId } from './feedback.js';

/** Actions decided in each month, beside the planted ones. */
const perMonth = 2;
const titles = ['修订作业指导书', '加严来料检验', '更换供应商批次', '增加出厂老化试验', '培训安装人员'];

/** The register is exported whole at the end of each month: an action stands in every export from the month it was decided. */
export function actionsRecipe(plan: Plan, { first, last }: Months): Recipe {
  const isClosed = 'closing_on < export_on';
  const isCancelled = 'is_given_up and opened_on + 30 < export_on';
  const scope = (name: string): string =>
    `case when pick(row_no % 1000000, '${name}', 4) = 0 then 'na' when ${isClosed} then 'done' else 'pending' end`;
  return {
    contract: contractOf('actions'),
    fileName: '行动计划追踪表',
    language: 'chinese',
    from: `(
  select decided.*, month_start(exports.month_no + 1) as export_on, exports.month_no * 1000000 + decided.place as row_no
  from (${decidedActions(plan)}) as decided
  join range(${first}, ${last + 1}) as exports(month_no) on decided.opened_on < month_start(exports.month_no + 1)
) as register`,
    month: `strftime(export_on - 1, '%Y-%m')`,
    rowNo: 'row_no',
    isPlanted: 'is_planted_action',
    rewritten: 'note',
    columns: {
      action_id: 'action_id',
      source_id: 'source_id',
      model: 'model',
      fault_code: 'fault_code',
      title: 'title',
      root_cause: `case when ${isClosed} then '工序控制不足' end`,
      owner: `'虚构负责人' || (1 + place % 9)`,
      department: `['品质部', '生产部', '研发部', '采购部'][1 + place % 4]`,
      opened_on: 'opened_on',
      // A date that was not kept is moved once, or stays and is overdue.
      due_on: `case when not (${isClosed}) and due_on < export_on and place % 3 = 0 then due_on + 14 else due_on end`,
      closed_on: `case when ${isClosed} and not (${isCancelled}) then closing_on end`,
      status: `case when ${isCancelled} then 'cancelled' when verified_on < export_on then 'verified' when ${isClosed} then 'done'
        when opened_on + 15 < export_on then 'in_progress' else 'open' end`,
      shop_floor: scope('shop floor'),
      warehouse: scope('warehouse'),
      market: scope('market'),
      tooling: scope('tooling'),
      documents: scope('documents'),
      first_fixed_lot: `case when ${isClosed} then first_fixed_lot end`,
      verified_on: `case when verified_on < export_on and not (${isCancelled}) then verified_on end`,
      verified_by: `case when verified_on < export_on and not (${isCancelled}) then '虚构验证人' || (1 + place % 4) end`,
      note: `'每月更新'`,
    },
  };
}

function decidedActions(plan: Plan): string {
  const columns = `action_id, place, is_planted_action, source_id, model, fault_code, title, opened_on, due_on, closing_on, verified_on,
    first_fixed_lot, is_given_up`;
  return [...actionStories.map(plantedSql), ordinarySql(plan)].map((part) => `select ${columns} from (${part})`).join('\nunion all\n');
}

/** Decided a month before the first lot that is built with the improvement; its effect is for the report to judge. */
function plantedSql({ action, model, rank }: (typeof actionStories)[number], index: number): string {
  const firstLot = `${model}, ${firstFixedCampaign}, 0`;
  return `select ${literal(action)} as action_id, ${index + 1} as place, true as is_planted_action, null as source_id, model_name(${model}) as model,
    fault_code_of(fault_no_of(${model}, ${rank})) as fault_code, '改进设计并切换批次' as title, produced_on(${firstLot}) - 25 as opened_on,
    produced_on(${firstLot}) - 4 as due_on, produced_on(${firstLot}) - 5 as closing_on, null::date as verified_on,
    lot_name(${firstLot}) as first_fixed_lot, false as is_given_up`;
}

function ordinarySql(plan: Plan): string {
  const months = monthsOf(plan);
  return `select *, case when not is_given_up and chance(row_no, 'verified') < 0.5 then closing_on + 30 end as verified_on
  from (
    select row_no, 'XD-' || strftime(month_start(month_no), '%y%m') || '-' || (n + 1) as action_id,
      100 + (month_no - ${months.first}) * ${perMonth} + n as place, false as is_planted_action,
      case when n = 0 then ${slipId('month_no', '1')} end as source_id, null as first_fixed_lot,
      model_name(pick(row_no, 'action model', ${plan.models})) as model, fault_code_of(pick(row_no, 'action fault', ${faultKinds.length})) as fault_code,
      ${oneOf('row_no', 'title', titles)} as title, month_start(month_no) + pick(row_no, 'decided', 28) as opened_on,
      month_start(month_no) + pick(row_no, 'decided', 28) + 20 + pick(row_no, 'due', 40) as due_on,
      case when chance(row_no, 'never closed') > 0.06 then month_start(month_no) + pick(row_no, 'decided', 28) + 10 + pick(row_no, 'closing', 60) end as closing_on,
      chance(row_no, 'given up') < 0.08 as is_given_up
    from ${monthlyRows(months, perMonth)}
  )`;
}
