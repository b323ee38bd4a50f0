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

repairs as (
  select ticket_id, technician, row_order
  from stg_repairs
  where ticket_id is not null and technician is not null
),

-- What an aggregate keeps of a number can leave memory, what it keeps of a text cannot.
numbered as (
  select technician, row_number() over (order by technician) as technician_no
  from repairs
  group by technician
),

-- Of several technicians the one whose repair was exported first: later repairs do not move the figures of earlier periods.
firsts as (
  select repairs.ticket_id, arg_min(numbered.technician_no, repairs.row_order) as technician_no
  from repairs
  join numbered using (technician)
  group by repairs.ticket_id
),

technicians as (
  select firsts.ticket_id, numbered.technician
  from firsts
  join numbered using (technician_no)
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
