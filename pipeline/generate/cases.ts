import { faultKinds, monthNumber, teams } from './company.js';
import type { Plan } from './plan.js';
import { batchStories, firstPlantedCase } from './stories.js';

/** A part of the tickets: whole months, or a part of one. */
export interface Slice {
  /** Background tickets `[from, until)`. */
  readonly from: number;
  readonly until: number;
  /** Planted tickets accepted in `[plantedFrom, plantedUntil)`, two dates, are taken along. */
  readonly plantedFrom: string;
  readonly plantedUntil: string;
  /** Tickets numbered before. */
  readonly ticketsBefore: number;
}

/** The first background ticket of a month, counted from 0: months hold equally many, whatever their length. */
export function firstOfMonth(plan: Plan, background: number, month: number): number {
  return Math.ceil((background * month) / plan.months);
}

/**
 * Statement for `cases`: one row per ticket of the slice, with all that will ever happen to it. What an export shows of it
 * is what is known at the end of the last month. A case has at most one confirmed fault, so that faults of a pair in a
 * month are as independent as the tests of domain.md §§ 7 and 8 take them to be.
 */
export function casesSql(plan: Plan, background: number, slice: Slice): string {
  return `create or replace temp table cases as
with ${backgroundSql(plan, background, slice)},
${plantedSql(slice)},
arrived as (select * from background union all by name select * from planted),
${answeredSql},
${visitedSql},
${finishedSql},
${closedSql}
select *, ${slice.ticketsBefore} + row_number() over (order by accepted_at, case_no) as ticket_no from closed order by ticket_no`;
}

/** Mostly between 8 and 20 o'clock, some at night. */
const timeOfDay = `to_seconds((case when chance(case_no, 'night') < 0.06 then 86399 * chance(case_no, 'hour')
    else 28800 + 21600 * (chance(case_no, 'hour') + chance(case_no, 'minute')) end)::bigint)`;

function backgroundSql(plan: Plan, background: number, { from, until }: Slice): string {
  const first = monthNumber(plan.firstMonth.firstDay);
  const isInBatch = batchStories.map(
    ({ model, campaign, rank }) =>
      `(model_no = ${model} and campaign = ${campaign} and lot = 0 and drawn_fault = fault_no_of(${model}, ${rank}))`,
  );
  return `numbered as (
  select i as case_no, (${first} + i * ${plan.months} // ${background})::integer as month_no,
    (i * ${plan.months} % ${background})::double / ${background} as month_share, pick(i, 'model', ${plan.models}) as model_no
  from range(${from}, ${until}) as numbers(i)
),
placed as (
  select case_no, model_no, month_start(month_no) + floor(month_share * days_in(month_no))::integer + ${timeOfDay} as accepted_at,
    newest_campaign(model_no, month_no)::integer as newest, pick(case_no, 'age', 12) as age,
    pick(case_no, 'lot', lots_of(model_no)) as lot, pick(case_no, 'unit', units_of(model_no)) as unit,
    -- The product of two chances makes some faults common and most rare.
    fault_no_of(model_no, floor(${faultKinds.length} * chance(case_no, 'fault') * chance(case_no, 'fault'))::integer) as drawn_fault
  from numbered
),
sold as (
  select * exclude (newest, age),
    -- A unit that is not shipped yet gives way to one of the campaign that just ends its three years.
    newest + age + case when age = 0 and accepted_at < shipped_on(model_no, newest, lot) + interval 2 days then 12 else 0 end as campaign
  from placed
),
background as (
  select case_no, false as is_planted, accepted_at, model_no, campaign, lot, unit,
    -- The counted units of a batch lot are the planted ones.
    case when ${isInBatch.join(' or ')} then (drawn_fault + 1) % ${faultKinds.length} else drawn_fault end as fault_no,
    ['quality', 'quality', 'quality', 'quality', 'quality', 'usage', 'usage', 'return', 'service', 'logistics', 'other'][
      case when chance(case_no, 'quality') < 0.5 then 1 else 6 + pick(case_no, 'category', 6) end] as category
  from sold
)`;
}

function plantedSql({ plantedFrom, plantedUntil }: Slice): string {
  return `numbered_planted as (
  select ${firstPlantedCase} + planted_no as case_no, * from planted_faults
  where accepted_on >= date '${plantedFrom}' and accepted_on < date '${plantedUntil}'
),
planted as (
  select case_no, true as is_planted, accepted_on + ${timeOfDay} as accepted_at, model_no, campaign, lot, unit, fault_no, 'quality' as category
  from numbered_planted
)`;
}

/** Team, promise, first response, plan; a twentieth or so is late, most of the slow team is. */
const answeredSql = `teamed as (
  select *, pick(case_no, 'team', ${teams.length}) as team_no, chance(case_no, 'complex') < 0.12 as is_complex,
    not is_planted and chance(case_no, 'cancelled') < 0.03 as is_cancelled
  from arrived
),
responded as (
  select *,
    accepted_at + case
      when chance(case_no, 'late response') < case when team_no = slow_team() then 0.6 else 0.04 end then hours_early(case_no, 'response', 2.05, 8)
      else hours_early(case_no, 'response', 0.03, 1.95)
    end as responded_at
  from teamed
),
answered as (
  select *,
    case when chance(case_no, 'no response') >= 0.003 then responded_at end as first_response_at,
    case when chance(case_no, 'no plan') >= 0.01 then responded_at + case
      when chance(case_no, 'late plan') < 0.05 then hours_early(case_no, 'plan', 26, 200)
      when is_complex or category = 'quality' then hours_early(case_no, 'plan', 1, 30)
      else hours_early(case_no, 'plan', 0.5, 15)
    end end as plan_at,
    case when chance(case_no, 'promise') < 0.6 then date_trunc('day', accepted_at) + to_days(2 + pick(case_no, 'promised days', 6)) + interval 18 hours end
      as due_at,
    case when is_cancelled then accepted_at + hours_early(case_no, 'cancelled at', 0.5, 40) end as cancelled_at
  from responded
)`;

/** The first visit of a technician; one in ten waits for parts, with the ticket on hold. */
const visitedSql = `dispatched as (
  select *,
    category = 'quality' and not is_cancelled and (is_planted or chance(case_no, 'visit') < 0.94) as is_visited,
    not is_planted and chance(case_no, 'waits') < 0.1 as is_waiting,
    responded_at + hours_early(case_no, 'dispatch', 0.2, 4) as dispatched_at
  from answered
),
arrived_there as (
  select *, dispatched_at + case
      when chance(case_no, 'late arrival') < 0.05 then hours_early(case_no, 'arrival', 9, 40)
      else hours_early(case_no, 'arrival', 0.4, 4.5)
    end as arrived_at
  from dispatched
),
held as (
  select *,
    case when is_visited and is_waiting then arrived_at + hours_even(case_no, 'hold', 0.2, 0.6) end as paused_at,
    case when is_visited and is_waiting then arrived_at + hours_early(case_no, 'parts', 30, 220) end as resumed_at
  from arrived_there
),
visited as (
  select *,
    coalesce(resumed_at, arrived_at) + hours_early(case_no, 'work', 0.4, 4) as finished_at,
    case
      when is_planted then case when chance(case_no, 'result') < 0.05 then 'not_fixed' else 'fixed' end
      when chance(case_no, 'result') < 0.07 then 'no_fault_found'
      when chance(case_no, 'result') < 0.12 then 'not_fixed'
      else 'fixed'
    end as result
  from held
)`;

/** A second visit where the first found nothing; the return of goods. */
const finishedSql = `visited_again as (
  select *,
    is_visited and result = 'no_fault_found' and chance(case_no, 'again') < 0.5 as is_visited_again,
    finished_at + hours_even(case_no, 'dispatch again', 10, 40) as dispatched_again_at,
    finished_at + hours_even(case_no, 'arrival again', 41, 46) as arrived_again_at,
    finished_at + hours_even(case_no, 'finish again', 47, 52) as finished_again_at
  from visited
),
returned as (
  select *,
    case when category = 'return' and not is_cancelled then accepted_at + hours_even(case_no, 'return', 30, 150) end as returned_at
  from visited_again
),
finished as (
  select *,
    returned_at + case when chance(case_no, 'late refund') < 0.06 then hours_early(case_no, 'refund', 270, 600) else hours_early(case_no, 'refund', 5, 130) end
      as refunded_at
  from returned
)`;

/** Completion; a few lie about for weeks; one in seventy is opened again, and most of these completed again. */
const closedSql = `completed_once as (
  select *,
    case when not is_cancelled then case
      when is_visited_again then finished_again_at
      when is_visited then finished_at
      when category = 'return' then refunded_at
      else responded_at + hours_early(case_no, 'handling', 1, 60)
    end + case when chance(case_no, 'left lying') < 0.01 then hours_even(case_no, 'closing', 200, 1000) else hours_early(case_no, 'closing', 0.2, 8) end end
      as first_completed_at
  from finished
),
reopened as (
  select *,
    case when chance(case_no, 'reopened') < 0.015 then first_completed_at + hours_even(case_no, 'reopen', 12, 190) end as reopened_at
  from completed_once
),
closed as (
  select *,
    case when chance(case_no, 'closed again') < 0.95 then reopened_at + hours_early(case_no, 'second closing', 4, 120) end as completed_again_at
  from reopened
)`;
