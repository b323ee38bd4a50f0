-- one row is a ticket cancelled before as_of: at cancelled_at, else at its last event of all, else at accepted_at (domain.md § 4)
-- key: ticket_id
with
tickets as (select ticket_id, accepted_at, cancelled_at from raw_tickets where status = 'cancelled'),
events as (select ticket_id, event_at from raw_events where ticket_id in (select ticket_id from tickets)),
limits as (select as_of from parameters),

last_events as (
  select ticket_id, max(event_at) as last_event_at
  from events
  group by ticket_id
),

cancellations as (
  select
    tickets.ticket_id,
    coalesce(tickets.cancelled_at, last_events.last_event_at, tickets.accepted_at) as cancelled_at
  from tickets
  left join last_events using (ticket_id)
)

select cancellations.ticket_id, cancellations.cancelled_at
from cancellations
cross join limits
where cancellations.cancelled_at < limits.as_of
