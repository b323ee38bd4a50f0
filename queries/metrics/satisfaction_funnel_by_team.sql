-- one team with scores for the effect in the reported period, and the limits within which its CSAT is expected around the overall one
-- key: team
with limited as (
  select team, n, csat, csat_overall, funnel_limits(csat_overall, n) as limits
  from int_effect_scores_by_team
)

select
  team,
  n,
  csat,
  csat_overall,
  limits.low_998,
  limits.low_95,
  limits.high_95,
  limits.high_998,
  case
    when csat < limits.low_998 then 'below_998'
    when csat < limits.low_95 then 'below_95'
    when csat > limits.high_998 then 'above_998'
    when csat > limits.high_95 then 'above_95'
    else 'within'
  end as position
from limited
