-- one score given for one measure in one period by one kind of customer, product and team
-- key: periods_back, measure, score, customer_type, product, team
with revisits as (
  select
    revisited_at, customer_type, product, team, effect_score, attitude_score, skill_score, punctuality_score, promise_score, recommend_score
  from int_revisits_answered
),

placed as (
  select periods.periods_back, revisits.*
  from revisits
  join periods on revisits.revisited_at >= periods.starts_at and revisits.revisited_at < periods.ends_at
  where periods.periods_back <= 12
),

scores as (
  unpivot placed
  on effect_score as effect, attitude_score as attitude, skill_score as skill, punctuality_score as punctuality,
    promise_score as promise, recommend_score as recommend
  into name measure value score
)

select periods_back, measure, score, customer_type, product, team, count(*) as answers
from scores
group by periods_back, measure, score, customer_type, product, team
