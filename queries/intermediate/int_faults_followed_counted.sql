-- the confirmed faults of which one period decides whether they were repaired for good, overall (dimension '') and by each dimension
-- key: periods_back, dimension, member
with faults as (
  select repair_id, decided_at, is_followed
  from int_faults_followed
),

repairs as (
  select repair_id, team, product, province, technician, priority
  from int_repairs_described
)

select
  periods_back,
  grouped_dimension(grouping(team), grouping(product), grouping(province), grouping(technician), grouping(priority)) as dimension,
  coalesce(team, product, province, technician, priority, '') as member,
  count(*) as decided_faults,
  count(*) filter (is_followed) as followed_faults
from faults
join periods on faults.decided_at >= periods.starts_at and faults.decided_at < periods.ends_at
join repairs using (repair_id)
where periods_back <= 12
group by grouping sets (
  (periods_back),
  (periods_back, team),
  (periods_back, product),
  (periods_back, province),
  (periods_back, technician),
  (periods_back, priority)
)
