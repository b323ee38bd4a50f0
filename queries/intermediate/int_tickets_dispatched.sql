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
    -- Of two cells for one time that of the finer precision.
    min(packed_cell(arrived_at, arrived_at_precision)) as arrival
  from repairs
  group by ticket_id
)

select
  ticket_id,
  first_dispatched_at,
  unpacked_cell(arrival) as earliest_arrived_at,
  unpacked_precision(arrival) as earliest_arrived_at_precision
from earliest
