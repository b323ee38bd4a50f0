-- one number of scores at which the funnel of the reported period is drawn, up to a tenth more than the largest team has
-- key: n
with scores as (
  select team, score, answers
  from int_revisit_scores_counted
  where periods_back = 0 and measure = 'effect'
),

teams as (
  select team, sum(answers) as n, coalesce(sum(answers) filter (score >= 4), 0) as satisfied
  from scores
  group by team
),

overall as (
  select share_of(sum(satisfied), sum(n)) as csat, ceil(max(n) * 1.1) as largest
  from teams
),

-- Closer together where the limits bend.
drawn as (
  select distinct greatest(1, round(overall.largest * steps.step * steps.step / 1600))::bigint as n, overall.csat
  from overall
  cross join (select unnest(generate_series(1, 40)) as step) as steps
  where overall.largest is not null
),

limited as (select n, csat, funnel_limits(csat, n) as limits from drawn)

select n, csat, limits.low_998, limits.low_95, limits.high_95, limits.high_998
from limited
