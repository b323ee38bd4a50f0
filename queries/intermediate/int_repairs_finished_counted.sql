-- the repairs finished in one period, overall (dimension '') and by each dimension
-- key: periods_back, dimension, member
with repairs as (
  select finished_at, result, is_confirmed_fault, is_out_of_box, cost, is_in_warranty, team, product, province, technician, priority
  from int_repairs_described
)

select
  periods_back,
  grouped_dimension(grouping(team), grouping(product), grouping(province), grouping(technician), grouping(priority)) as dimension,
  coalesce(team, product, province, technician, priority, '') as member,
  count(*) as finished,
  count(*) filter (is_confirmed_fault) as confirmed_faults,
  count(*) filter (result = 'no_fault_found') as no_fault_found,
  count(*) filter (is_out_of_box) as out_of_box,
  coalesce(sum(cost) filter (is_in_warranty), 0) as cost_in_warranty,
  coalesce(sum(cost) filter (not is_in_warranty), 0) as cost_out_of_warranty,
  coalesce(sum(cost) filter (is_in_warranty is null), 0) as cost_warranty_unknown
from repairs
join periods on repairs.finished_at >= periods.starts_at and repairs.finished_at < periods.ends_at
where periods_back <= 12
group by grouping sets (
  (periods_back),
  (periods_back, team),
  (periods_back, product),
  (periods_back, province),
  (periods_back, technician),
  (periods_back, priority)
)
