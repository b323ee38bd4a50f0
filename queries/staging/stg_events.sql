-- one row is something that happened to a ticket before as_of
-- key: row_order
with
events as (select * from raw_events),
limits as (select as_of from parameters)

select events.*
from events
cross join limits
where events.event_at < limits.as_of
