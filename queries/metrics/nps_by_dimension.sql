-- the net promoter score of one period in points, overall (dimension '') and by customer type, product and team (domain.md § 5)
-- key: periods_back, dimension, member
with scores as (
  select periods_back, score, customer_type, product, team, answers
  from int_revisit_scores_counted
  where measure = 'recommend'
),

by_member as (
  select
    periods_back,
    score,
    answers,
    unnest([
      {dimension: '', member: ''},
      {dimension: 'customer_type', member: customer_type},
      {dimension: 'product', member: product},
      {dimension: 'team', member: team}
    ], recursive := true)
  from scores
),

-- The overall row is there without any answer.
asked as (
  select periods_back, 0 as score, 0 as answers, '' as dimension, '' as member
  from periods
  where periods_back <= 12
  union all by name
  select periods_back, score, answers, dimension, member from by_member
),

counted as (
  select
    periods_back,
    dimension,
    member,
    sum(answers)::bigint as nps_n,
    coalesce(sum(answers) filter (score >= 9), 0)::bigint as promoters,
    coalesce(sum(answers) filter (score <= 6), 0)::bigint as detractors
  from asked
  group by periods_back, dimension, member
)

select
  periods_back,
  dimension,
  member,
  100 * share_of(promoters - detractors, nps_n) as nps,
  nps_n,
  100 * 1.959963984540054
    * sqrt((share_of(promoters + detractors, nps_n) - share_of(promoters - detractors, nps_n) ^ 2) / nullif(nps_n, 0)) as nps_margin,
  promoters,
  detractors
from counted
