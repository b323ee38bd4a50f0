-- one point of the Kaplan–Meier curve of the reported cohort (periods_back 0) or the one before it (3), at most 201 a curve
-- key: periods_back, hours
with steps as (
  select periods_back, observed_seconds, at_risk, completed, survival
  from int_completion_steps
  where dimension = '' and periods_back in (0, 3) and completed > 0
),

-- The first step below each 200th: more cannot be seen in a drawing.
thinned as (
  select periods_back, observed_seconds, at_risk, survival
  from steps
  qualify row_number() over (partition by periods_back, floor(survival * 200) order by observed_seconds) = 1
)

select
  periods_back,
  observed_seconds / 3600.0::double as hours,
  at_risk,
  survival
from thinned
