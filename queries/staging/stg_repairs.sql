-- one row is a repair that had begun before as_of, or has no time at all, with what was known of it then
-- key: repair_id
with
repairs as (select * from raw_repairs),
limits as (select as_of from parameters)

select
  repairs.* replace (
    known_by(repairs.dispatched_at, limits.as_of) as dispatched_at,
    known_by(repairs.arrived_at, limits.as_of) as arrived_at,
    known_by(repairs.finished_at, limits.as_of) as finished_at
  )
from repairs
cross join limits
where coalesce(repairs.dispatched_at, repairs.arrived_at, repairs.finished_at) is null
  or coalesce(repairs.dispatched_at, repairs.arrived_at, repairs.finished_at) < limits.as_of
