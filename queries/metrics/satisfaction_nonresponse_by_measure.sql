-- one measure: how far the customers who gave no score could move the share of satisfied ones (domain.md § 5)
-- key: measure
-- Counted are the tickets completed in the period and not open again at its end. A ticket speaks by its newest score of the
-- measure in any revisit that reached the customer by as_of; a ticket without one is silent.
with tickets as (
  select ticket_id
  from int_service_tickets_placed
  where periods_back = 0 and is_completed and not is_open
),

revisits as (
  select ticket_id, revisit_id, revisited_at, effect_score, attitude_score, skill_score, punctuality_score, promise_score
  from int_revisits_reached
),

scores as (
  unpivot (select revisits.* from revisits join tickets using (ticket_id))
  on effect_score as effect, attitude_score as attitude, skill_score as skill, punctuality_score as punctuality, promise_score as promise
  into name measure value score
),

newest as (
  select ticket_id, measure, score
  from scores
  qualify row_number() over (partition by ticket_id, measure order by revisited_at desc, revisit_id desc) = 1
),

spoken as (
  select measure, count(*) as answered, count(*) filter (score >= 4) as satisfied
  from newest
  group by measure
),

asked as (
  select measures.measure, completed.tickets
  from (select unnest(['effect', 'attitude', 'skill', 'punctuality', 'promise']) as measure) as measures
  cross join (select count(*) as tickets from tickets) as completed
)

select
  asked.measure,
  asked.tickets as completed,
  coalesce(spoken.answered, 0) as answered,
  coalesce(spoken.satisfied, 0) as satisfied,
  asked.tickets - coalesce(spoken.answered, 0) as silent,
  share_of(coalesce(spoken.satisfied, 0), asked.tickets) as csat_if_silent_dissatisfied,
  share_of(coalesce(spoken.satisfied, 0) + asked.tickets - coalesce(spoken.answered, 0), asked.tickets) as csat_if_silent_satisfied
from asked
left join spoken using (measure)
