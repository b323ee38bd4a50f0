-- one row is a revisit of the period that reached the customer
-- key: revisit_id
with revisits as (
  select
    revisit_id, ticket_id, revisited_at, effect_score, attitude_score, skill_score, punctuality_score, promise_score, recommend_score,
    is_low, customer_type, product, team
  from int_revisits_answered
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
  revisits.is_low,
  revisits.customer_type,
  revisits.product,
  revisits.team
from revisits
join periods on revisits.revisited_at >= periods.starts_at and revisits.revisited_at < periods.ends_at
where periods.periods_back = 0
