-- one row is a clock on a record that is decided in a compared period, pending, undecidable, or breached and still unstopped
-- key: clock, record_id
with
candidates as (select * from clock_candidates),
paused as (select clock, record_id, shifted_units from int_obligations_paused),
in_working_hours as (select clock, record_id, due_instant, covered_through from int_obligations_in_working_hours),
days as (select day, is_working, working_days_through, next_working_on, covered_through from calendar_days),
limits as (select as_of, (select min(starts_at) from periods) as compared_from from parameters),

allowed as (
  select candidates.*, candidates.target + coalesce(paused.shifted_units, 0) as allowed_units, limits.*
  from candidates
  -- Joined first: what is asked of them last would else be asked in the join, every expression anew.
  cross join limits
  left join paused on paused.clock = candidates.clock and paused.record_id = candidates.record_id
),

-- The starting day is not counted (Civil Code of the PRC §§ 201–203).
counted as (
  select
    allowed.*,
    case allowed.unit
      when 'days' then cast(allowed.start_at as date) + cast(allowed.allowed_units as integer)
      when 'working_days' then due_days.day
    end as last_day,
    start_days.covered_through
  from allowed
  left join days as start_days on start_days.day = case when allowed.unit = 'working_days' then cast(allowed.start_at as date) end
  left join days as due_days
    on due_days.is_working and due_days.working_days_through = start_days.working_days_through + allowed.allowed_units
),

dues as (
  select
    counted.* exclude (last_day, covered_through),
    case when counted.is_rolled then roll_days.next_working_on else counted.last_day end + time '23:59:59' as day_due_at,
    case counted.unit
      when 'hours' then instant_of(counted.start_at) + to_seconds(counted.allowed_units)
      when 'working_hours' then in_working_hours.due_instant
    end as due_instant,
    coalesce(counted.covered_through, roll_days.covered_through, in_working_hours.covered_through, counted.last_day) as covered_through
  from counted
  left join days as roll_days on roll_days.day = case when counted.is_rolled then counted.last_day end
  left join in_working_hours on in_working_hours.clock = counted.clock and in_working_hours.record_id = counted.record_id
),

timed as (
  select
    *,
    coalesce(day_due_at, local_of(due_instant)) as due_at,
    coalesce(stop_at > day_due_at, instant_of(stop_at) > due_instant) as is_late,
    coalesce(covered_through < cast(as_of as date) - 1, true) as is_beyond_calendar
  from dues
),

judged as (
  select
    *,
    case
      when due_at is null and is_beyond_calendar then 'unknown'
      when due_at is null or due_at >= as_of then 'pending'
      when stop_at is null or is_late then 'breached'
      else 'met'
    end::clock_outcome as outcome
  from timed
  -- What falls due after the cancellation vanishes, and what a reopening finds undecided.
  where (cancelled_at is null or due_at <= cancelled_at)
    and (voided_at is null or due_at <= voided_at or stop_at <= voided_at)
    -- What is stopped but not yet due is decided in a period to come, what was stopped and due before the compared ones in none of them.
    and (stop_at is null
      or case when due_at is null then is_beyond_calendar else due_at < as_of and greatest(due_at, exists_at) >= compared_from end)
)

-- Most records are tickets, millions of them: ticket_id is that of any other record.
select
  clock, record, record_id, case when record <> 'tickets' then ticket_id end as ticket_id, start_at, due_at, stop_at as stopped_at, outcome,
  case when due_at < as_of then cast(greatest(due_at, exists_at) as date) end as counted_on,
  case when outcome = 'breached' then overdue_minutes(due_at, due_instant, coalesce(stop_at, as_of)) end as overdue_minutes
from judged
