-- one row is a ticket that was opened again after its completion, or cancelled: when
-- key: ticket_id
with
completions as (select ticket_id, completed_at from stg_tickets where completed_at is not null),
reopenings as (select ticket_id, event_at from stg_events where event_type = 'reopen'),
cancellations as (select ticket_id, cancelled_at from stg_ticket_cancellations),

reopened as (
  select reopenings.ticket_id, min(reopenings.event_at) as reopened_at
  from completions
  inner join reopenings on reopenings.ticket_id = completions.ticket_id
  where reopenings.event_at > completions.completed_at
  group by reopenings.ticket_id
)

select ticket_id, reopened.reopened_at, cancellations.cancelled_at
from reopened
full join cancellations using (ticket_id)
