-- one time at which tickets of a cohort were completed or last seen open: a step of its Kaplan–Meier curve
-- key: periods_back, dimension, member, observed_seconds
with tickets as (
  select periods_back, is_completed, observed_seconds, team, product, province, technician, priority
  from int_completion_observed
),

by_member as (
  select periods_back, is_completed, observed_seconds, '' as dimension, '' as member
  from tickets
  union all by name
  select
    periods_back,
    is_completed,
    observed_seconds,
    unnest([
      {dimension: 'team', member: team},
      {dimension: 'product', member: product},
      {dimension: 'province', member: province},
      {dimension: 'technician', member: technician},
      {dimension: 'priority', member: priority}
    ], recursive := true)
  from tickets
  where periods_back = 0
),

times as (
  select
    periods_back, dimension, member, observed_seconds, count(*) filter (is_completed) as completed, count(*) as seen
  from by_member
  group by periods_back, dimension, member, observed_seconds
),

at_risk as (
  select
    periods_back,
    dimension,
    member,
    observed_seconds,
    completed,
    (sum(seen) over (partition by periods_back, dimension, member order by observed_seconds desc))::bigint as at_risk
  from times
),

-- Logarithms as decimals: their sum does not depend on the order in which threads add them.
logged as (
  select
    *,
    case when completed < at_risk then ln((at_risk - completed)::double / at_risk)::decimal(38, 20) end as log_kept
  from at_risk
)

select
  periods_back,
  dimension,
  member,
  observed_seconds,
  at_risk,
  completed,
  -- Rounded, so that a share that is exactly a half is not missed by the last bit of a logarithm.
  case
    when completed = at_risk then 0
    else round(exp((sum(log_kept) over (partition by periods_back, dimension, member order by observed_seconds))::double), 12)
  end as survival
from logged
