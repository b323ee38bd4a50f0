import { contractOf } from '../../contracts/index.js';
import type { Plan } from '../plan.js';
import { type Months, monthlyRows, numberedMonth, type Recipe } from '../recipe.js';

/** Three contacts after each order; a tenth is late, some never take place. */
export function followupsRecipe(plan: Plan, months: Months): Recipe {
  const perMonth = 3 * Math.max(20, Math.round(plan.tickets / plan.months / 30));
  return {
    contract: contractOf('followups'),
    fileName: 'followups',
    language: 'canonical',
    from: `(
  select *, [3, 7, 30][1 + (n % 3)::integer] as days, month_start(month_no) + pick(row_no - n % 3, 'order day', days_in(month_no)) as purchased_on,
    pick(row_no - n % 3, 'order model', ${plan.models}) as model_no, chance(row_no, 'followed up') < 0.95 as is_done
  from ${monthlyRows(months, perMonth)}
) as planned`,
    month: numberedMonth,
    rowNo: 'row_no',
    isPlanted: 'false',
    rewritten: 'order_id',
    columns: {
      followup_id: `'GZ' || strftime(month_start(month_no), '%y%m') || '-' || numbered(n + 1, 6)`,
      order_id: `'DD' || strftime(month_start(month_no), '%y%m') || '-' || numbered(n // 3 + 1, 6)`,
      model: 'model_name(model_no)',
      purchased_on: 'purchased_on',
      stage: `'d' || days`,
      done_at: `case when is_done then known(purchased_on + to_days(days)
        + case when chance(row_no, 'late contact') < 0.1 then interval 24 hours else interval 0 hours end + hours_even(row_no, 'contact', 9, 20)) end`,
      method: `['phone', 'phone', 'sms', 'online'][1 + pick(row_no, 'contact method', 4)]`,
      score: `case when is_done and known(purchased_on + to_days(days + 2)) is not null then 5 - pick(row_no, 'contact score', 3) end`,
    },
  };
}
