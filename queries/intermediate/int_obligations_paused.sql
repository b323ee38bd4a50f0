-- one row is a clock on a record whose due is moved by pauses, with the seconds or (working) days it is moved by
-- key: clock, record_id
with
candidates as (
  select clock, record_id, ticket_id, start_at, stop_at, unit, target
  from clock_candidates
  where is_pausable and unit <> 'working_hours'
),
pauses as (select ticket_id, pause_no, paused_at, resumed_at from int_ticket_pauses),
in_working_hours as (select clock, record_id, pause_no, target, elapsed_units, paused_units from int_pauses_in_working_hours),
days as (select day, working_days_through from calendar_days),

-- Days d with paused_at <= d < resumed_at and d after the starting day are those after from_on up to until_on.
clipped as (
  select
    candidates.clock,
    candidates.record_id,
    pauses.pause_no,
    candidates.unit,
    candidates.target,
    instant_of(candidates.start_at) as started,
    greatest(instant_of(pauses.paused_at), instant_of(candidates.start_at)) as pause_from,
    least(instant_of(pauses.resumed_at), instant_of(candidates.stop_at)) as pause_until,
    cast(candidates.start_at as date) as start_on,
    greatest(cast(pauses.paused_at as date) - 1, cast(candidates.start_at as date)) as from_on,
    least(cast(pauses.resumed_at as date), cast(candidates.stop_at as date)) - 1 as until_on
  from candidates
  inner join pauses on pauses.ticket_id = candidates.ticket_id
),

measured as (
  select
    clipped.clock,
    clipped.record_id,
    clipped.pause_no,
    clipped.target,
    case clipped.unit
      when 'hours' then date_diff('second', clipped.started, clipped.pause_from)
      when 'days' then clipped.from_on - clipped.start_on
      else froms.working_days_through - starts.working_days_through
    end as elapsed_units,
    greatest(0, case clipped.unit
      when 'hours' then date_diff('second', clipped.pause_from, clipped.pause_until)
      when 'days' then clipped.until_on - clipped.from_on
      else untils.working_days_through - froms.working_days_through
    end) as paused_units
  from clipped
  left join days as starts on starts.day = clipped.start_on
  left join days as froms on froms.day = clipped.from_on
  left join days as untils on untils.day = clipped.until_on
  union all
  select clock, record_id, pause_no, target, elapsed_units, paused_units
  from in_working_hours
),

moved as (
  select
    *,
    target + coalesce(
      sum(paused_units) over (partition by clock, record_id order by pause_no rows between unbounded preceding and 1 preceding), 0
    ) as allowed_units
  from measured
)

-- A pause counts when it begins before the due as moved so far; once one does not, no later one does.
select clock, record_id, sum(paused_units)::bigint as shifted_units
from moved
where elapsed_units < allowed_units
group by clock, record_id
