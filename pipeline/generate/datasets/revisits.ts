import { contractOf } from '../../contracts/index.js';
import { oneOf } from '../draws.js';
import { type Recipe, ticketMonth } from '../recipe.js';
import { owner, ticketId } from './tickets.js';

const comments = [
  '希望加快响应速度',
  '师傅态度很好',
  '配件等得太久',
  '价格偏高',
  '一次修好，满意',
  '说明书看不懂',
  '维修后又出现异响',
  '上门很准时',
];

/** Two thirds of the completed tickets are asked about, some late; who was not reached is asked once more, or not. */
const asked = `(
  select *, first_completed_at + case
      when chance(case_no, 'late revisit') < 0.08 then hours_even(case_no, 'revisit', 120, 260)
      else hours_even(case_no, 'revisit', 2, 70) end as first_asked_at,
    chance(case_no, 'reached') < 0.86 as is_reached
  from cases where known(first_completed_at) is not null and chance(case_no, 'revisited') < 0.66
)`;
const calls = `(
  select *, 1 as call, first_asked_at as revisited_at, is_reached as reached from ${asked}
  union all
  select *, 2, first_asked_at + hours_even(case_no, 'second call', 18, 30), chance(case_no, 'reached at last') < 0.7
  from ${asked} where not is_reached and chance(case_no, 'called again') < 0.5
)`;

/** Out of 100 answers 46, 34, 11, 6 and 3 give 5, 4, 3, 2 and 1. */
const score = (purpose: string): string => `case when reached then
  (5 - (chance(case_no, '${purpose}') > 0.46)::integer - (chance(case_no, '${purpose}') > 0.8)::integer
    - (chance(case_no, '${purpose}') > 0.91)::integer - (chance(case_no, '${purpose}') > 0.97)::integer) end`;
const scored = `(
  select *, ${score('effect')} as effect, ${score('attitude')} as attitude from ${calls} where known(revisited_at) is not null
) as scored`;
const isLow = 'least(effect, attitude) < 3';
const followedUp = `known(revisited_at + case when chance(case_no, 'late follow-up') < 0.15 then hours_even(case_no, 'follow-up', 25, 90)
  else hours_even(case_no, 'follow-up', 0.5, 23) end)`;

export const revisitsRecipe: Recipe = {
  contract: contractOf('revisits'),
  fileName: '客户回访记录表',
  language: 'chinese',
  from: scored,
  month: ticketMonth,
  rowNo: 'ticket_no * 2 + call',
  isPlanted: 'false',
  rewritten: 'comment',
  columns: {
    revisit_id: `'HF' || numbered(ticket_no, 8) || '-' || call`,
    ticket_id: ticketId,
    revisited_at: 'revisited_at',
    method: oneOf('case_no', 'method', ['phone', 'phone', 'phone', 'online', 'sms']),
    reached: 'reached',
    effect_score: 'effect',
    attitude_score: 'attitude',
    skill_score: `case when is_visited then ${score('skill')} end`,
    punctuality_score: `case when is_visited then ${score('punctuality')} end`,
    promise_score: `case when due_at is not null then ${score('promise kept')} end`,
    recommend_score: `case when reached then greatest(0, 10 - floor(11 * chance(case_no, 'recommend') * chance(case_no, 'recommend')))::integer end`,
    comment: `case when reached and chance(case_no, 'comments') < 0.4 then ${oneOf('case_no', 'comment', comments)} end`,
    improvement: `case when ${isLow} then '安排专人跟进' end`,
    owner,
    followed_up_at: `case when ${isLow} and chance(case_no, 'never followed up') > 0.06 then ${followedUp} end`,
    status: `case when ${isLow} then '跟进中' end`,
  },
};
