-- one time at which tickets of a cohort were completed or last seen open: a step of its Kaplan–Meier curve
-- key: periods_back, dimension, member, observed_seconds
with tickets as (
  select periods_back, is_completed, observed_seconds, team, product, province, technician, priority
  from int_completion_observed
),

times as (
  select periods_back, '' as dimension, '' as member, observed_seconds, count(*) filter (is_completed) as completed, count(*) as seen
  from tickets
  group by periods_back, observed_seconds
  union all
  -- Earlier cohorts are compared as a whole.
  select
    periods_back,
    grouped_dimension(grouping(team), grouping(product), grouping(province), grouping(technician), grouping(priority)) as dimension,
    coalesce(team, product, province, technician, priority, '') as member,
    observed_seconds,
    count(*) filter (is_completed) as completed,
    count(*) as seen
  from tickets
  where periods_back = 0
  group by grouping sets (
    (periods_back, observed_seconds, team),
    (periods_back, observed_seconds, product),
    (periods_back, observed_seconds, province),
    (periods_back, observed_seconds, technician),
    (periods_back, observed_seconds, priority)
  )
),

-- Numbers sort faster than names.
curves as (
  select periods_back, dimension, member, row_number() over () as curve_no
  from (select distinct periods_back, dimension, member from times)
),

at_risk as (
  select
    curves.curve_no,
    times.observed_seconds,
    times.completed,
    (sum(times.seen) over (partition by curves.curve_no order by times.observed_seconds desc rows unbounded preceding))::bigint as at_risk
  from times
  join curves using (periods_back, dimension, member)
),

-- Logarithms as decimals: their sum does not depend on the order in which threads add them.
logged as (
  select
    curve_no,
    observed_seconds,
    at_risk,
    completed,
    case when completed < at_risk then ln((at_risk - completed)::double / at_risk)::decimal(38, 20) end as log_kept
  from at_risk
)

select
  curves.periods_back,
  curves.dimension,
  curves.member,
  logged.observed_seconds,
  logged.at_risk,
  logged.completed,
  -- Rounded, so that a share that is exactly a half is not missed by the last bit of a logarithm.
  case
    when logged.completed = logged.at_risk then 0
    else round(exp((sum(logged.log_kept) over (partition by curve_no order by logged.observed_seconds rows unbounded preceding))::double), 12)
  end as survival
from logged
join curves using (curve_no)
