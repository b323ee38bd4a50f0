-- one measure of satisfaction in one period, overall (dimension '') and by customer type, product and team (domain.md § 5)
-- key: periods_back, measure, dimension, member
with scores as (
  select periods_back, measure, score, customer_type, product, team, answers
  from int_revisit_scores_counted
  where measure <> 'recommend'
),

by_member as (
  select
    periods_back,
    measure,
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
  select periods.periods_back, measures.measure, 0 as score, 0 as answers, '' as dimension, '' as member
  from periods
  cross join (select unnest(['effect', 'attitude', 'skill', 'punctuality', 'promise']) as measure) as measures
  where periods.periods_back <= 12
  union all by name
  select periods_back, measure, score, answers, dimension, member from by_member
),

counted as (
  select
    periods_back,
    measure,
    dimension,
    member,
    sum(answers)::bigint as n,
    sum(score * answers)::bigint as points,
    coalesce(sum(answers) filter (score >= 4), 0)::bigint as satisfied,
    coalesce(sum(answers) filter (score < 3), 0)::bigint as dissatisfied,
    coalesce(sum(answers) filter (score = 1), 0)::bigint as score_1,
    coalesce(sum(answers) filter (score = 2), 0)::bigint as score_2,
    coalesce(sum(answers) filter (score = 3), 0)::bigint as score_3,
    coalesce(sum(answers) filter (score = 4), 0)::bigint as score_4,
    coalesce(sum(answers) filter (score = 5), 0)::bigint as score_5
  from asked
  group by periods_back, measure, dimension, member
)

select
  periods_back,
  measure,
  dimension,
  member,
  n,
  share_of(points, n) as mean,
  share_of(satisfied, n) as csat,
  wilson_interval(satisfied, n).low as csat_low,
  wilson_interval(satisfied, n).high as csat_high,
  share_of(dissatisfied, n) as dissatisfied,
  satisfied as satisfied_answers,
  score_1,
  score_2,
  score_3,
  score_4,
  score_5
from counted
