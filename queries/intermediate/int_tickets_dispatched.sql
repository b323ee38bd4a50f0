-- one row is a ticket with a repair, its first dispatch and the earliest arrival
-- key: ticket_id
-- view: one model reads it, once
with
repairs as (
  select ticket_id, dispatched_at, arrived_at, arrived_at_precision
  from stg_repairs
  where ticket_id is not null
),

earliest as (
  select
    ticket_id,
    min(dispatched_at) as first_dispatched_at,
    -- Smallest pair, so that of two cells for one time the finer precision is taken.
    min({ 'arrived_at': arrived_at, 'arrived_at_precision': arrived_at_precision }) filter (where arrived_at is not null) as arrival
  from repairs
  group by ticket_id
)

select
  ticket_id,
  first_dispatched_at,
  arrival.arrived_at as earliest_arrived_at,
  arrival.arrived_at_precision as earliest_arrived_at_precision
from earliest
