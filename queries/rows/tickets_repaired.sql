-- one row is a ticket completed in the period, not open again at its end, with at least one finished repair
-- key: ticket_id
with fixes as (
  select ticket_id, is_fixed_first_time, team, product, province, technician, priority
  from int_first_time_fixes
  where periods_back = 0
)

select ticket_id, is_fixed_first_time, team, product, province, technician, priority
from fixes
