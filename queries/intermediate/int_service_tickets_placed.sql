-- one ticket in one period in which it was accepted, open, completed, reopened or cancelled, as known at the period's end
-- key: periods_back, ticket_id
-- view: a million rows are sooner placed again for each reader than compressed and written
with tickets as (
  select
    ticket_id, accepted_at, completed_at, reopened_at, cancelled_at, first_reopened_at, team, owner, product, province, technician, priority
  from int_service_tickets
),

spans as (
  select periods_back, starts_at, ends_at
  from periods
  where periods_back <= 12
)

select
  spans.periods_back,
  tickets.ticket_id,
  tickets.accepted_at >= spans.starts_at as is_accepted,
  coalesce(tickets.completed_at >= spans.starts_at and tickets.completed_at < spans.ends_at, false) as is_completed,
  coalesce(tickets.reopened_at >= spans.starts_at and tickets.reopened_at < spans.ends_at, false) as is_reopened,
  coalesce(tickets.cancelled_at >= spans.starts_at and tickets.cancelled_at < spans.ends_at, false) as is_cancelled,
  coalesce(tickets.first_reopened_at < spans.ends_at, false) as has_been_reopened,
  tickets.accepted_at < spans.starts_at
    and is_open_at(spans.starts_at, tickets.completed_at, tickets.reopened_at, tickets.cancelled_at) as was_open,
  is_open_at(spans.ends_at, tickets.completed_at, tickets.reopened_at, tickets.cancelled_at) as is_open,
  date_diff('second', instant_of(tickets.accepted_at), instant_of(spans.ends_at)) // 86400 as age_days,
  tickets.team,
  tickets.owner,
  tickets.product,
  tickets.province,
  tickets.technician,
  tickets.priority
from tickets
join spans
  on tickets.accepted_at < spans.ends_at
  and (
    coalesce(tickets.completed_at, tickets.cancelled_at) is null
    or coalesce(tickets.completed_at, tickets.cancelled_at) >= spans.starts_at
    or tickets.reopened_at < spans.ends_at
  )
