-- one row is a pause of a clock that runs in business hours: working seconds from start to pause, and in the pause
-- key: clock, record_id, pause_no
-- view: one model reads it, once
with
candidates as (
  select clock, record_id, ticket_id, start_at, stop_at, target
  from clock_candidates
  where is_pausable and unit = 'working_hours'
),
pauses as (select ticket_id, pause_no, paused_at, resumed_at from int_ticket_pauses),
windows as (select opens_at, closes_at, working_seconds_before from int_business_windows),

clipped as (
  select
    candidates.clock,
    candidates.record_id,
    pauses.pause_no,
    candidates.target,
    instant_of(candidates.start_at) as started,
    greatest(instant_of(pauses.paused_at), instant_of(candidates.start_at)) as pause_from,
    -- Paused time after the stop does not count.
    least(instant_of(pauses.resumed_at), instant_of(candidates.stop_at)) as pause_until
  from candidates
  inner join pauses on pauses.ticket_id = candidates.ticket_id
),

positions as (
  select
    clipped.clock,
    clipped.record_id,
    clipped.pause_no,
    clipped.target,
    working_position(clipped.started, starts.opens_at, starts.closes_at, starts.working_seconds_before) as start_position,
    working_position(clipped.pause_from, froms.opens_at, froms.closes_at, froms.working_seconds_before) as from_position,
    working_position(clipped.pause_until, untils.opens_at, untils.closes_at, untils.working_seconds_before) as until_position
  from clipped
  asof left join windows as starts on clipped.started >= starts.opens_at
  asof left join windows as froms on clipped.pause_from >= froms.opens_at
  asof left join windows as untils on clipped.pause_until >= untils.opens_at
)

select
  clock,
  record_id,
  pause_no,
  target,
  from_position - start_position as elapsed_units,
  greatest(0, until_position - from_position) as paused_units
from positions
