-- one ticket that was open at some time in the periods looked at, with its comings and goings and its dimensions (domain.md § 6)
-- key: ticket_id
with tickets as (
  select ticket_id, accepted_at, completed_at, category, channel, team, owner, product, province, priority
  from stg_tickets
),

horizon as (
  select min(starts_at) as starts_at
  from periods
),

ended as (
  select ticket_id, reopened_at, cancelled_at
  from int_tickets_reopened_or_cancelled
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
  tickets.completed_at,
  ended.reopened_at,
  -- The last event that stands for a cancellation may be older than the acceptance.
  case when ended.cancelled_at is not null then greatest(ended.cancelled_at, tickets.accepted_at) end as cancelled_at,
  reopenings.first_reopened_at,
  coalesce(tickets.team, '') as team,
  coalesce(tickets.owner, '') as owner,
  coalesce(tickets.product, '') as product,
  coalesce(tickets.province, '') as province,
  coalesce(technicians.technician, '') as technician,
  coalesce(tickets.priority, '') as priority
from tickets
cross join horizon
left join ended using (ticket_id)
left join reopenings using (ticket_id)
left join technicians using (ticket_id)
where (tickets.completed_at is null or tickets.completed_at >= horizon.starts_at or ended.reopened_at is not null)
  and (ended.cancelled_at is null or greatest(ended.cancelled_at, tickets.accepted_at) >= horizon.starts_at)
