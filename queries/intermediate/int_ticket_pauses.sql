-- one row is a stretch of time in which a ticket was paused, closed by a resume, the completion, the cancellation or as_of
-- key: ticket_id, pause_no
with
events as (select ticket_id, event_at, event_type, row_order from stg_events where event_type in ('pause', 'resume')),
tickets as (select ticket_id, completed_at from stg_tickets),
cancelled as (select ticket_id, cancelled_at from int_tickets_reopened_or_cancelled),
limits as (select as_of from parameters),

paused_tickets as (
  select ticket_id
  from events
  where event_type = 'pause'
  group by ticket_id
),

closed as (
  select tickets.ticket_id, tickets.completed_at, cancelled.cancelled_at
  from tickets
  inner join paused_tickets on paused_tickets.ticket_id = tickets.ticket_id
  left join cancelled on cancelled.ticket_id = tickets.ticket_id
),

-- Of marks at one time the ticket's end comes last: a ticket that is closed is not paused.
marks as (
  select events.ticket_id, events.event_at as marked_at, events.event_type = 'pause' as is_pause, events.row_order
  from events
  inner join closed on closed.ticket_id = events.ticket_id
  union all
  select closed.ticket_id, ends.marked_at, false as is_pause, 9223372036854775807 as row_order
  from closed
  cross join lateral (
    select closed.completed_at as marked_at
    union all
    select closed.cancelled_at as marked_at
  ) as ends
  where ends.marked_at is not null
),

ordered as (
  select
    ticket_id,
    marked_at,
    is_pause,
    coalesce(lag(is_pause) over running, false) as was_paused,
    min(case when not is_pause then marked_at end)
      over (partition by ticket_id order by marked_at, row_order rows between 1 following and unbounded following) as ended_at,
    row_order
  from marks
  window running as (partition by ticket_id order by marked_at, row_order)
),

pauses as (
  select ordered.ticket_id, ordered.marked_at as paused_at, coalesce(ordered.ended_at, limits.as_of) as resumed_at, ordered.row_order
  from ordered
  cross join limits
  where ordered.is_pause and not ordered.was_paused
),

timed as (
  select
    *,
    greatest(0, date_diff('second', instant_of(paused_at), instant_of(resumed_at))) as paused_seconds
  from pauses
)

select
  ticket_id,
  row_number() over earlier as pause_no,
  paused_at,
  resumed_at,
  paused_seconds,
  -- Seconds paused in the pauses before this one.
  coalesce(sum(paused_seconds) over (earlier rows between unbounded preceding and 1 preceding), 0)::bigint as paused_seconds_before
from timed
window earlier as (partition by ticket_id order by paused_at, row_order)
