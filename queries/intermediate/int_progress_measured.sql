-- one row is a run of a repeating clock under one version of the policy, with its active (not paused) seconds
-- key: clock, ticket_id, starts_at, version_no
-- view: one model reads it, once
with
runs as (select * from int_progress_runs),
versions as (select * from policy_chain_targets),
pauses as (
  select ticket_id, instant_of(paused_at) as pause_from, instant_of(resumed_at) as pause_until, paused_seconds
  from int_ticket_pauses
),

-- A run of silence may go on under a later version; until_at is where the next one comes into force.
versioned as (
  select
    runs.clock, runs.ticket_id, runs.starts_at, runs.ends_at, runs.ended_by, runs.cancelled_at,
    versions.version_no, versions.target_seconds, versions.is_pausable,
    versions.valid_from <= runs.starts_at as is_first,
    instant_of(runs.starts_at) as started,
    instant_of(runs.ends_at) as ended,
    instant_of(case when versions.valid_until < runs.ends_at then versions.valid_until end) as until_at
  from runs
  inner join versions
    on versions.clock = runs.clock
    and versions.priority = runs.priority
    and versions.valid_from < runs.ends_at
    and versions.valid_until > runs.starts_at
),

paused as (
  select
    versioned.clock,
    versioned.ticket_id,
    versioned.starts_at,
    versioned.version_no,
    sum(seconds_between(pauses.pause_from, least(pauses.pause_until, versioned.started)))::bigint as before_start,
    sum(seconds_between(pauses.pause_from, least(pauses.pause_until, versioned.ended)))::bigint as before_end,
    sum(case when versioned.until_at is not null then seconds_between(pauses.pause_from, least(pauses.pause_until, versioned.until_at)) end)::bigint
      as before_until,
    sum(pauses.paused_seconds)::bigint as in_all,
    bool_or(pauses.pause_from < versioned.ended and versioned.ended <= pauses.pause_until) as is_end_in_pause,
    bool_or(pauses.pause_from < versioned.until_at and versioned.until_at <= pauses.pause_until) as is_until_in_pause
  from versioned
  inner join pauses on pauses.ticket_id = versioned.ticket_id
  where versioned.is_pausable
  group by versioned.clock, versioned.ticket_id, versioned.starts_at, versioned.version_no
)

select
  versioned.* exclude (started, ended, until_at),
  coalesce(paused.before_start, 0) as paused_before_start,
  coalesce(paused.in_all, 0) as paused_in_all,
  date_diff('second', versioned.started, versioned.ended) - coalesce(paused.before_end - paused.before_start, 0) as active_seconds,
  date_diff('second', versioned.started, versioned.until_at) - coalesce(paused.before_until - paused.before_start, 0) as active_until,
  coalesce(paused.is_end_in_pause, false) as is_end_in_pause,
  coalesce(paused.is_until_in_pause, false) as is_until_in_pause
from versioned
left join paused
  on paused.clock = versioned.clock
  and paused.ticket_id = versioned.ticket_id
  and paused.starts_at = versioned.starts_at
  and paused.version_no = versioned.version_no
