-- one ticket that was open at some time in the periods looked at, with its comings and goings and its dimensions (domain.md § 6)
-- key: ticket_id
with tickets as (
  select ticket_id, accepted_at, category, channel, team, owner, product, province, priority
  from stg_tickets
),

horizon as (
  select min(starts_at) as starts_at
  from periods
),

ends as (
  select closed.ticket_id, closed.last_completed_at, closed.reopened_at, closed.cancelled_at
  from int_tickets_closed as closed
  cross join horizon
  where closed.last_completed_at is null
    or closed.last_completed_at >= horizon.starts_at
    or closed.reopened_at is not null
),

reopenings as (
  select ticket_id, min(event_at) as first_reopened_at
  from stg_events
  where event_type = 'reopen'
  group by ticket_id
),

-- Of several technicians the one whose repair was exported first: later repairs do not move the figures of earlier periods.
technicians as (
  select ticket_id, arg_min(technician, row_order) as technician
  from stg_repairs
  where ticket_id is not null and technician is not null
  group by ticket_id
)

select
  tickets.ticket_id,
  tickets.accepted_at,
  tickets.category,
  tickets.channel,
  ends.last_completed_at as completed_at,
  ends.reopened_at,
  -- The last event that stands for a cancellation may be older than the acceptance.
  case when ends.cancelled_at is not null then greatest(ends.cancelled_at, tickets.accepted_at) end as cancelled_at,
  reopenings.first_reopened_at,
  coalesce(tickets.team, '') as team,
  coalesce(tickets.owner, '') as owner,
  coalesce(tickets.product, '') as product,
  coalesce(tickets.province, '') as province,
  coalesce(technicians.technician, '') as technician,
  coalesce(tickets.priority, '') as priority
from tickets
join ends using (ticket_id)
cross join horizon
left join reopenings using (ticket_id)
left join technicians using (ticket_id)
where ends.cancelled_at is null or greatest(ends.cancelled_at, tickets.accepted_at) >= horizon.starts_at
