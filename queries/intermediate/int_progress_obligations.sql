-- one row is an obligation of a repeating clock that is decided in a compared period or pending; start_at begins its run
-- key: clock, record_id, start_at, clock_no
with
spells as (select * from int_progress_spells),
pauses as (select ticket_id, epoch(instant_of(paused_at))::bigint - paused_seconds_before as paused_position, paused_seconds from int_ticket_pauses),
limits as (select as_of, (select min(starts_at) from periods) as compared_from from parameters),

-- The last clock of a run: stopped by the event, or still running at as_of.
last_clocks as (
  select
    clock,
    ticket_id,
    starts_at,
    clocks_before + silent_dues + 1 as clock_no,
    local_of(instant_of(ends_at) + to_seconds(position_from + (silent_dues + 1) * target_seconds - active_seconds)) as due_at,
    case when ended_by = 'event' then ends_at end as stopped_at,
    cancelled_at
  from spells
  where is_last and ended_by <> 'closure'
),

-- The clocks before it; those that fell due long before the compared periods are left out.
silent_clocks as (
  select
    spells.*,
    unnest(range(
      greatest(
        1, (date_diff('second', spells.starts_at, limits.compared_from) - spells.paused_in_all - spells.position_from) // spells.target_seconds - 1
      ),
      spells.silent_dues + 1
    )) as spell_clock_no
  from spells
  cross join limits
  where spells.silent_dues > 0
),

-- Seconds of activity up to the due, on the scale of instants less pauses.
positions as (
  select
    clock, ticket_id, starts_at, clocks_before + spell_clock_no as clock_no, case when is_pausable then ticket_id end as paused_ticket_id,
    epoch(instant_of(starts_at))::bigint - paused_before_start + position_from + spell_clock_no * target_seconds as due_position
  from silent_clocks
),

silent_dues as (
  select
    positions.clock, positions.ticket_id, positions.starts_at, positions.clock_no,
    positions.due_position + coalesce(sum(pauses.paused_seconds)::bigint, 0) as due_second
  from positions
  left join pauses on pauses.ticket_id = positions.paused_ticket_id and pauses.paused_position < positions.due_position
  group by positions.clock, positions.ticket_id, positions.starts_at, positions.clock_no, positions.due_position
),

obligations as (
  select
    clock, ticket_id, starts_at, clock_no, due_at, stopped_at,
    case when stopped_at is null then 'pending' else 'met' end::clock_outcome as outcome, cancelled_at
  from last_clocks
  union all
  select clock, ticket_id, starts_at, clock_no, local_of(timestamp '1970-01-01' + to_seconds(due_second)), null, 'breached'::clock_outcome, null
  from silent_dues
)

select
  obligations.clock,
  obligations.ticket_id as record_id,
  obligations.starts_at as start_at,
  obligations.clock_no,
  obligations.due_at,
  obligations.stopped_at,
  obligations.outcome
from obligations
cross join limits
where (obligations.cancelled_at is null or obligations.due_at <= obligations.cancelled_at)
  and (obligations.outcome = 'pending' or (obligations.due_at >= limits.compared_from and obligations.due_at < limits.as_of))
