-- one row is the clocks of one run that are judged by one version: how many ran out in silence, and whether the last is among them
-- key: clock, ticket_id, starts_at, version_no
-- view: one model reads it, once
with recursive
measured as (select * from int_progress_measured),
single_version as (select *, 0::bigint as position_from, 0::bigint as clocks_before from measured where is_first and active_until is null),

-- The first due at or after the next version's day starts the first clock under it.
several_versions as (
  select *, 0::bigint as position_from, 0::bigint as clocks_before
  from measured
  where is_first and active_until is not null
  union all
  select
    later.*,
    earlier.position_from + earlier.target_seconds * clocks_until(
      earlier.active_until - earlier.position_from, earlier.target_seconds, earlier.is_until_in_pause
    ) as position_from,
    earlier.clocks_before + clocks_until(
      earlier.active_until - earlier.position_from, earlier.target_seconds, earlier.is_until_in_pause
    ) as clocks_before
  from several_versions as earlier
  inner join measured as later
    on later.clock = earlier.clock
    and later.ticket_id = earlier.ticket_id
    and later.starts_at = earlier.starts_at
    and later.version_no = earlier.version_no + 1
  where clocks_until(earlier.active_until - earlier.position_from, earlier.target_seconds, earlier.is_until_in_pause)
    <= dues_passed(earlier.active_seconds - earlier.position_from, earlier.target_seconds, earlier.is_end_in_pause)
),

spells as (
  select * from single_version
  union all
  select * from several_versions
),

counted as (
  select
    *,
    dues_passed(active_seconds - position_from, target_seconds, is_end_in_pause) as dues_before_end,
    clocks_until(active_until - position_from, target_seconds, is_until_in_pause) as clocks_before_next
  from spells
)

select
  clock,
  ticket_id,
  starts_at,
  ends_at,
  ended_by,
  cancelled_at,
  version_no,
  target_seconds,
  is_pausable,
  paused_before_start,
  paused_in_all,
  active_seconds,
  position_from,
  clocks_before,
  least(dues_before_end, clocks_before_next) as silent_dues,
  coalesce(clocks_before_next > dues_before_end, true) as is_last
from counted
