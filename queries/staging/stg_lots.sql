-- one row is a shipment of a lot known before as_of; without a date it is always known
-- key: row_order
with
lots as (select * from raw_lots),
limits as (select as_of from parameters)

select
  lots.* replace (
    known_by(lots.produced_on, limits.as_of) as produced_on,
    known_by(lots.shipped_on, limits.as_of) as shipped_on
  )
from lots
cross join limits
where coalesce(lots.shipped_on, lots.produced_on) is null
  or coalesce(lots.shipped_on, lots.produced_on) < limits.as_of
