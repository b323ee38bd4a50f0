import { contractOf } from '../../contracts/index.js';
import { type Recipe, ticketMonth } from '../recipe.js';
import { ticketId } from './tickets.js';

/** Few of the tickets about quality lead to a complaint, more of those about service. */
const complaining = `(
  select *, accepted_at + hours_even(case_no, 'complaint', 6, 240) as opened_at,
    case when chance(case_no, 'kind') < 0.88 then 'complaint' when chance(case_no, 'kind') < 0.97 then 'claim' else 'batch_return' end as kind,
    hours_even(case_no, 'complaint closed', 60, 400) as closed_after
  from cases
  where not is_planted
    and chance(case_no, 'complains') < case category when 'quality' then 0.002 when 'service' then 0.03 else 0.006 end
) as complaining`;

export const complaintsRecipe: Recipe = {
  contract: contractOf('complaints'),
  fileName: '投诉索赔',
  language: 'chinese',
  from: `${complaining} where known(opened_at) is not null`,
  month: ticketMonth,
  rowNo: 'ticket_no',
  isPlanted: 'false',
  rewritten: 'description',
  columns: {
    complaint_id: `'TS' || numbered(ticket_no, 8)`,
    kind: 'kind',
    ticket_id: ticketId,
    model: 'model_name(model_no)',
    lot_no: `case when category = 'quality' then lot_name(model_no, campaign, lot) end`,
    fault_code: `case when category = 'quality' then fault_code_of(fault_no) end`,
    opened_at: 'opened_at',
    replied_at: `case when chance(case_no, 'no reply') > 0.03 then known(opened_at + case
      when chance(case_no, 'late reply') < 0.1 then hours_even(case_no, 'reply', 130, 260) else hours_early(case_no, 'reply', 1, 44) end) end`,
    closed_at: 'known(opened_at + closed_after)',
    amount: `case when kind <> 'complaint' then 200 + 50 * pick(case_no, 'amount', 100) end`,
    description: `case kind when 'complaint' then '对处理过程不满' when 'claim' then '要求赔偿损失' else '要求整批退货' end`,
    measures: `case when known(opened_at + closed_after) is not null then '已与客户达成一致' end`,
  },
};
