-- one row is a run of a repeating clock with the time it was active and the number of dues that passed in silence
-- key: clock, ticket_id, starts_at
with
segments as (select * from int_progress_segments),
pauses as (select ticket_id, paused_at, resumed_at, paused_seconds from int_ticket_pauses),

paused as (
  select
    segments.clock,
    segments.ticket_id,
    segments.starts_at,
    sum(greatest(0, date_diff(
      'second', instant_of(pauses.paused_at), least(instant_of(pauses.resumed_at), instant_of(segments.starts_at))
    )))::bigint as paused_before_start,
    sum(greatest(0, date_diff(
      'second', instant_of(pauses.paused_at), least(instant_of(pauses.resumed_at), instant_of(segments.ends_at))
    )))::bigint as paused_before_end,
    sum(pauses.paused_seconds)::bigint as paused_in_all,
    bool_or(instant_of(pauses.paused_at) < instant_of(segments.ends_at) and instant_of(segments.ends_at) <= instant_of(pauses.resumed_at))
      as is_end_in_pause
  from segments
  inner join pauses on pauses.ticket_id = segments.ticket_id
  where segments.is_pausable
  group by segments.clock, segments.ticket_id, segments.starts_at
),

active as (
  select
    segments.*,
    coalesce(paused.paused_before_start, 0) as paused_before_start,
    coalesce(paused.paused_in_all, 0) as paused_in_all,
    coalesce(paused.is_end_in_pause, false) as is_end_in_pause,
    date_diff('second', instant_of(segments.starts_at), instant_of(segments.ends_at))
      - coalesce(paused.paused_before_end, 0) + coalesce(paused.paused_before_start, 0) as active_seconds
  from segments
  left join paused
    on paused.clock = segments.clock and paused.ticket_id = segments.ticket_id and paused.starts_at = segments.starts_at
)

select
  clock,
  ticket_id,
  starts_at,
  ends_at,
  ended_by,
  cancelled_at,
  target_seconds,
  is_pausable,
  paused_before_start,
  paused_in_all,
  active_seconds,
  -- A due that coincides with the end is not passed, unless it lies at the beginning of the pause the end lies in.
  case
    when is_end_in_pause then greatest(active_seconds, 0) // target_seconds
    else greatest(active_seconds - 1, 0) // target_seconds
  end as silent_dues
from active
