import { contractOf } from '../../contracts/index.js';
import { faultKinds, monthNumber } from '../company.js';
import type { Plan } from '../plan.js';
import { type Months, monthlyRows, numberedMonth, type Recipe } from '../recipe.js';

/** The slip of the last month that reports a whole delivery as bad. */
export const batchSlip = { inspected: 200, nonconforming: 70 } as const;

export function slipId(monthNo: string, n: string): string {
  return `'XX' || strftime(month_start(${monthNo}), '%y%m') || '-' || numbered(${n} + 1, 4)`;
}

/** Slips of customers' incoming inspections: up to a tenth nonconforming, but for the planted one, the first of the last month. */
export function feedbackRecipe(plan: Plan, months: Months): Recipe {
  const perMonth = Math.max(6, Math.round(plan.tickets / plan.months / 120));
  const last = monthNumber(plan.lastMonth.firstDay);
  const after = (purpose: string, late: number, low: number, high: number): string =>
    `known(received_at + case when chance(row_no, 'late ${purpose}') < 0.08 then hours_even(row_no, '${purpose}', ${late}, ${late * 2})
      else hours_early(row_no, '${purpose}', ${low}, ${high}) end)`;
  return {
    contract: contractOf('feedback'),
    fileName: '信息反馈处理单',
    language: 'chinese',
    from: `(
  select *, newest_campaign(model_no, month_no) + 1 + pick(row_no, 'slip campaign', 4) as campaign, month_no = ${last} and n = 0 as is_batch
  from (
    select *, pick(row_no, 'slip model', ${plan.models}) as model_no, 50 + pick(row_no, 'inspected', 400) as inspected,
      month_start(month_no) + pick(row_no, 'slip day', days_in(month_no)) + hours_even(row_no, 'slip hour', 8, 19) as received_at
    from ${monthlyRows(months, perMonth)}
  )
) as slips`,
    month: numberedMonth,
    rowNo: 'row_no',
    isPlanted: 'is_batch',
    rewritten: 'description',
    columns: {
      feedback_id: slipId('month_no', 'n'),
      received_at: 'received_at',
      customer_name: `'虚构经销商' || pick(row_no, 'dealer', 60)`,
      product: 'product_name(model_no)',
      model: 'model_name(model_no)',
      lot_no: `lot_name(model_no, campaign, pick(row_no, 'slip lot', lots_of(model_no)))`,
      fault_code: `fault_code_of(pick(row_no, 'slip fault', ${faultKinds.length}))`,
      description: `'入库检验发现不合格品'`,
      characteristic: `['important', 'general', 'appearance', 'fit'][1 + pick(row_no, 'slip characteristic', 4)]`,
      inspected_qty: `case when is_batch then ${batchSlip.inspected} else inspected end`,
      nonconforming_qty: `case when is_batch then ${batchSlip.nonconforming} else floor(inspected * 0.1 * chance(row_no, 'nonconforming'))::integer end`,
      consequence: `case when chance(row_no, 'consequence') < 0.06 then 'complaint' else 'none' end`,
      test_result_at: after('test result', 40, 2, 22),
      measures_at: after('measures', 90, 5, 60),
      tracking_at: after('tracking', 200, 20, 70),
      closed_at: after('slip closed', 400, 90, 200),
    },
  };
}
