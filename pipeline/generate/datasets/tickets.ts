import { contractOf } from '../../contracts/index.js';
import { oneOf } from '../draws.js';
import { type Recipe, ticketMonth } from '../recipe.js';

export const ticketId = `'GD' || strftime(accepted_at, '%y%m') || numbered(ticket_no, 8)`;
export const serialNo = `'SN' || lot_name(model_no, campaign, lot) || numbered(unit, 5)`;
export const owner = `team_name(team_no) || '客服' || (1 + pick(case_no, 'owner', 8))`;

/** What the export shows of the completion: the first one while nothing came after a reopening. */
const completedAt = `coalesce(known(completed_again_at), known(first_completed_at))`;
const issues = ['开机后不运行', '运行中有异响', '显示屏不亮', '机身下方漏水', '制冷效果差', '按键没有反应', '询问使用方法', '频繁报警停机'];
const solutions = ['更换部件后试机正常', '现场调试后恢复', '电话指导后解决', '清洗保养后正常'];

export const ticketsRecipe: Recipe = {
  contract: contractOf('tickets'),
  fileName: '工单',
  language: 'chinese',
  from: 'cases',
  month: ticketMonth,
  rowNo: 'ticket_no',
  isPlanted: 'is_planted',
  rewritten: 'solution',
  columns: {
    ticket_id: ticketId,
    customer_name: `'虚构客户' || pick(case_no, 'customer', 50000)`,
    contact_name: `'虚构联系人' || pick(case_no, 'contact', 50000)`,
    // 1300000xxxx: no real subscriber number.
    contact_phone: `'1300000' || numbered(pick(case_no, 'phone', 10000), 4)`,
    customer_type: oneOf('case_no', 'customer type', ['个人', '个人', '企业', '经销商']),
    channel: oneOf('case_no', 'channel', ['电话', '电话', '微信', '网站', '门店']),
    product: 'product_name(model_no)',
    model: 'model_name(model_no)',
    serial_no: serialNo,
    lot_no: 'lot_name(model_no, campaign, lot)',
    purchased_on: `shipped_on(model_no, campaign, lot)
      + floor(chance(case_no, 'purchase') * least(240, accepted_at::date - shipped_on(model_no, campaign, lot)))::integer`,
    province: `province_of(team_no, pick(case_no, 'province', 3))`,
    area: `case when chance(case_no, 'area') < 0.7 then 'urban' else 'suburban' end`,
    category: 'category',
    issue: oneOf('case_no', 'issue', issues),
    fault_code: `case when category = 'quality' then fault_code_of(fault_no) end`,
    priority: oneOf('case_no', 'priority', ['urgent', 'normal', 'normal', 'normal', 'low']),
    complexity: `case when is_complex then 'complex' else 'general' end`,
    team: 'team_name(team_no)',
    owner,
    accepted_at: 'accepted_at',
    first_response_at: 'known(first_response_at)',
    plan_at: 'known(plan_at)',
    onsite_at: 'case when is_visited then known(arrived_at) end',
    due_at: 'due_at',
    completed_at: completedAt,
    resolution: `case when ${completedAt} is not null then
      case when is_visited then 'repair' when category = 'return' then 'refund' else 'guidance' end end`,
    solution: `case when ${completedAt} is not null then ${oneOf('case_no', 'solution', solutions)} end`,
    confirmed: `case when ${completedAt} is not null then chance(case_no, 'confirmed') < 0.9 end`,
    returned_at: 'known(returned_at)',
    refunded_at: 'known(refunded_at)',
    cancelled_at: 'known(cancelled_at)',
    status: `case
      when known(cancelled_at) is not null then 'cancelled'
      when known(reopened_at) is not null and known(completed_again_at) is null then 'in_progress'
      when known(first_completed_at) is not null then 'completed'
      when known(first_response_at) is not null then 'in_progress'
      else 'open' end`,
  },
};
