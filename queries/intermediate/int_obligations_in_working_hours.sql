-- one row is a clock on a record that runs in business hours, with its due; null beyond the calendar
-- key: clock, record_id
-- view: one model reads it, once
with
candidates as (
  select clock, record_id, start_at, target
  from clock_candidates
  where unit = 'working_hours'
),
paused as (select clock, record_id, shifted_units from int_obligations_paused),
windows as (
  select opens_at, closes_at, covered_through, working_seconds, working_seconds_before
  from int_business_windows
),
open_windows as (select * from windows where working_seconds > 0),

positions as (
  select
    candidates.clock,
    candidates.record_id,
    candidates.start_at,
    working_position(instant_of(candidates.start_at), starts.opens_at, starts.closes_at, starts.working_seconds_before)
      + candidates.target + coalesce(paused.shifted_units, 0) as due_position,
    starts.covered_through
  from candidates
  left join paused on paused.clock = candidates.clock and paused.record_id = candidates.record_id
  asof left join windows as starts on instant_of(candidates.start_at) >= starts.opens_at
)

select
  positions.clock,
  positions.record_id,
  positions.covered_through,
  case
    when dues.covered_through = positions.covered_through
      and positions.due_position <= dues.working_seconds_before + dues.working_seconds
      then dues.opens_at + to_seconds(positions.due_position - dues.working_seconds_before)
  end as due_instant
from positions
asof left join open_windows as dues on positions.due_position > dues.working_seconds_before
