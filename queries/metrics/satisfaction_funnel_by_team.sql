-- one team with scores for the effect in the reported period, and the limits within which its CSAT is expected around the overall one
-- key: team
with scores as (
  select team, score, answers
  from int_revisit_scores_counted
  where periods_back = 0 and measure = 'effect'
),

teams as (
  select team, sum(answers)::bigint as n, coalesce(sum(answers) filter (score >= 4), 0)::bigint as satisfied
  from scores
  group by team
),

overall as (
  select share_of(sum(satisfied), sum(n)) as csat
  from teams
),

limited as (
  select teams.team, teams.n, share_of(teams.satisfied, teams.n) as csat, overall.csat as csat_overall, funnel_limits(overall.csat, teams.n) as limits
  from teams
  cross join overall
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
