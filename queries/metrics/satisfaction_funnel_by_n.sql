-- one number of scores at which the funnel of the reported period is drawn, up to a tenth more than the largest team has
-- key: n
with overall as (
  select distinct csat_overall as csat, ceil(largest_n * 1.1) as largest
  from int_effect_scores_by_team
),

-- Closer together where the limits bend.
drawn as (
  select distinct greatest(1, round(overall.largest * steps.step * steps.step / 1600))::bigint as n, overall.csat
  from overall
  cross join (select unnest(generate_series(1, 40)) as step) as steps
),

limited as (select n, csat, funnel_limits(csat, n) as limits from drawn)

select n, csat, limits.low_998, limits.low_95, limits.high_95, limits.high_998
from limited
