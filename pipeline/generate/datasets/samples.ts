import { contractOf } from '../../contracts/index.js';
import type { Plan } from '../plan.js';
import { type Months, monthlyRows, numberedMonth, type Recipe } from '../recipe.js';

/** Samples are tested within weeks and go to the sample room later; some are never tested, some never go. */
export function samplesRecipe(plan: Plan, months: Months): Recipe {
  const perMonth = Math.max(4, Math.round(plan.tickets / plan.months / 200));
  return {
    contract: contractOf('samples'),
    fileName: 'samples',
    language: 'canonical',
    from: `(
  select *, pick(row_no, 'sample model', ${plan.models}) as model_no,
    month_start(month_no) + pick(row_no, 'sample day', days_in(month_no)) + hours_even(row_no, 'sample hour', 9, 17) as received_at
  from ${monthlyRows(months, perMonth)}
) as samples`,
    month: numberedMonth,
    rowNo: 'row_no',
    isPlanted: 'false',
    rewritten: 'note',
    columns: {
      sample_id: `'YP' || strftime(month_start(month_no), '%y%m') || '-' || numbered(n + 1, 4)`,
      model: 'model_name(model_no)',
      supplier: `'虚构供应商' || (1 + pick(row_no, 'supplier', 12))`,
      received_at: 'received_at',
      keeper: `'虚构保管员' || (1 + pick(row_no, 'keeper', 3))`,
      tested_at: `case when chance(row_no, 'untested') > 0.1 then known(received_at + hours_even(row_no, 'tested', 20, 400)) end`,
      returned_at: `case when chance(row_no, 'kept') > 0.15 then known(received_at + hours_even(row_no, 'sample returned', 410, 1200)) end`,
      note: `'例行送检'`,
    },
  };
}
