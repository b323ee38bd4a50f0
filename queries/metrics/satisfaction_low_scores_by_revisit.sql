-- one revisit of the reported period with a low score: effect or attitude below 3
-- key: revisit_id
with revisits as (
  select
    revisit_id, ticket_id, revisited_at, effect_score, attitude_score, skill_score, punctuality_score, promise_score, recommend_score,
    comment, owner, followed_up_at, customer_type, product, team
  from int_revisits_answered
  where is_low
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
  revisits.followed_up_at,
  revisits.owner,
  revisits.customer_type,
  revisits.product,
  revisits.team,
  revisits.comment
from revisits
join periods on revisits.revisited_at >= periods.starts_at and revisits.revisited_at < periods.ends_at
where periods.periods_back = 0
