-- the Kaplan–Meier time to completion of one cohort, overall (dimension '') and, of the reported one, by each dimension (domain.md § 6)
-- key: periods_back, dimension, member
with steps as (
  select periods_back, dimension, member, observed_seconds, at_risk, completed, survival
  from int_completion_steps
),

-- The overall row of the reported cohort is there without any ticket.
complete as (
  select periods_back, dimension, member, observed_seconds, at_risk, completed, survival from steps
  union all by name
  select periods_back, '' as dimension, '' as member, 0 as completed
  from periods
  where periods_back = 0
)

select
  periods_back,
  dimension,
  member,
  coalesce(max(at_risk), 0)::bigint as tickets,
  sum(completed)::bigint as completed,
  min(observed_seconds) filter (survival <= 0.5) / 3600.0::double as median_hours,
  min(observed_seconds) filter (survival <= 0.1) / 3600.0::double as p90_hours
from complete
group by periods_back, dimension, member
