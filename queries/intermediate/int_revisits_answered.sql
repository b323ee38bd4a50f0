-- one revisit of the periods looked at that reached the customer, with what its ticket says of the customer (domain.md § 5)
-- key: revisit_id
with horizon as (
  select min(starts_at) as starts_at
  from periods
  where periods_back <= 12
),

revisits as (
  select
    revisit_id, ticket_id, revisited_at, effect_score, attitude_score, skill_score, punctuality_score, promise_score,
    recommend_score, comment, owner, followed_up_at
  from int_revisits_reached
  cross join horizon
  where revisited_at >= horizon.starts_at
),

tickets as (
  select ticket_id, customer_type, product, team, owner
  from stg_tickets
)

select
  revisits.revisit_id,
  revisits.ticket_id,
  revisits.revisited_at,
  revisits.effect_score,
  revisits.attitude_score,
  revisits.skill_score,
  revisits.punctuality_score,
  revisits.promise_score,
  revisits.recommend_score,
  revisits.comment,
  coalesce(revisits.owner, tickets.owner) as owner,
  revisits.followed_up_at,
  coalesce(revisits.effect_score < 3, false) or coalesce(revisits.attitude_score < 3, false) as is_low,
  coalesce(tickets.customer_type, '') as customer_type,
  coalesce(tickets.product, '') as product,
  coalesce(tickets.team, '') as team
from revisits
left join tickets using (ticket_id)
