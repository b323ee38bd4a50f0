-- one row is a ticket with the ends it has had: its last completion, the reopening after it, its cancellation
-- key: ticket_id
with
tickets as (select ticket_id, status, completed_at, completed_at_precision from stg_tickets),
events as (select ticket_id, event_at, event_type from stg_events),
cancellations as (select ticket_id, cancelled_at from stg_ticket_cancellations),

-- A cancelled ticket's completed_at is read as empty.
completions as (
  select ticket_id, completed_at, completed_at_precision
  from tickets
  where completed_at is not null and status is distinct from 'cancelled'
),

reopenings as (
  select events.ticket_id, min(events.event_at) as reopened_at
  from events
  inner join completions on completions.ticket_id = events.ticket_id
  where events.event_type = 'reopen' and events.event_at > completions.completed_at
  group by events.ticket_id
)

select
  tickets.ticket_id,
  -- Also of a ticket that is open again: a voided completion still stops the clocks it had stopped.
  completions.completed_at as last_completed_at,
  completions.completed_at_precision as last_completed_at_precision,
  reopenings.reopened_at,
  cancellations.cancelled_at,
  cancellations.cancelled_at is null and (completions.completed_at is null or reopenings.reopened_at is not null) as is_open
from tickets
left join completions on completions.ticket_id = tickets.ticket_id
left join reopenings on reopenings.ticket_id = tickets.ticket_id
left join cancellations on cancellations.ticket_id = tickets.ticket_id
