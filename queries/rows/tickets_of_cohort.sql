-- one row is a ticket accepted in the period or the two before it, not cancelled: to its completion, or to as_of where it is open
-- key: ticket_id
with observed as (
  select ticket_id, is_completed, observed_seconds, team, product, province, technician, priority
  from int_completion_observed
  where periods_back = 0
)

select
  ticket_id,
  is_completed,
  observed_seconds / 3600.0::double as observed_hours,
  team,
  product,
  province,
  technician,
  priority
from observed
