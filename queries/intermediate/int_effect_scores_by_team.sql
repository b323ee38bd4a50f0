-- one team with scores for the effect in the reported period, how many are satisfied, and the same of all teams together
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
)

select
  team,
  n,
  share_of(satisfied, n) as csat,
  share_of(sum(satisfied) over (), sum(n) over ()) as csat_overall,
  max(n) over () as largest_n
from teams
