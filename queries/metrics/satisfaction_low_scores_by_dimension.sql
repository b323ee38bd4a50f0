-- low scores (effect or attitude below 3) of one period, overall (dimension '') and by customer type, product and team
-- key: periods_back, dimension, member
with revisits as (
  select revisit_id, revisited_at, customer_type, product, team
  from int_revisits_answered
  where is_low
),

counted as (
  select periods.periods_back, revisits.customer_type, revisits.product, revisits.team, count(*) as low_scores
  from revisits
  join periods on revisits.revisited_at >= periods.starts_at and revisits.revisited_at < periods.ends_at
  where periods.periods_back <= 12
  group by all
),

by_member as (
  select
    periods_back,
    low_scores,
    unnest([
      {dimension: '', member: ''},
      {dimension: 'customer_type', member: customer_type},
      {dimension: 'product', member: product},
      {dimension: 'team', member: team}
    ], recursive := true)
  from counted
  union all by name
  select periods_back, 0 as low_scores, '' as dimension, '' as member
  from periods
  where periods_back <= 12
)

select periods_back, dimension, member, sum(low_scores)::bigint as low_scores
from by_member
group by periods_back, dimension, member
