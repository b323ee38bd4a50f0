-- the repaired tickets completed in one period, overall (dimension '') and by each dimension
-- key: periods_back, dimension, member
with fixes as (
  select periods_back, is_fixed_first_time, team, product, province, technician, priority
  from int_first_time_fixes
)

select
  periods_back,
  grouped_dimension(grouping(team), grouping(product), grouping(province), grouping(technician), grouping(priority)) as dimension,
  coalesce(team, product, province, technician, priority, '') as member,
  count(*) as repaired_tickets,
  count(*) filter (is_fixed_first_time) as fixed_first_time
from fixes
group by grouping sets (
  (periods_back),
  (periods_back, team),
  (periods_back, product),
  (periods_back, province),
  (periods_back, technician),
  (periods_back, priority)
)
