-- the tickets of one cohort that were still open and followed after so many days: the number at risk beside its Kaplan–Meier curve
-- key: periods_back, days
with tickets as (
  select periods_back, observed_seconds
  from int_completion_observed
  where periods_back in (0, 3)
),

marks as (
  select unnest([0, 1, 2, 3, 5, 7, 14, 30, 60, 90]) as days
)

select
  tickets.periods_back,
  marks.days::bigint as days,
  count(*) filter (tickets.observed_seconds >= marks.days * 86400) as at_risk
from tickets
cross join marks
group by tickets.periods_back, marks.days
