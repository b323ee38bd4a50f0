-- one row is a run of a repeating clock from its start or an event to the next event, the ticket's end or as_of
-- key: clock, ticket_id, starts_at
with
chains as (select clock, ticket_id, priority, starts_at, completed_at, cancelled_at from clock_chains),
targets as (select clock, priority, valid_from, valid_until, target_seconds, is_pausable from policy_chain_targets),
events as (
  select ticket_id, event_at
  from stg_events
  where event_type in ('progress', 'delay_notice')
  group by ticket_id, event_at
),
limits as (select as_of from parameters),

bounded as (
  select
    chains.clock,
    chains.ticket_id,
    coalesce(chains.priority, '') as priority,
    chains.starts_at as chain_starts_at,
    least(chains.completed_at, chains.cancelled_at) as closed_at,
    chains.cancelled_at,
    limits.as_of
  from chains
  cross join limits
  where least(chains.completed_at, chains.cancelled_at, limits.as_of) > chains.starts_at
),

points as (
  select clock, ticket_id, chain_starts_at, chain_starts_at as starts_at, priority, closed_at, cancelled_at, as_of
  from bounded
  union all
  select
    bounded.clock, bounded.ticket_id, bounded.chain_starts_at, events.event_at as starts_at,
    bounded.priority, bounded.closed_at, bounded.cancelled_at, bounded.as_of
  from bounded
  inner join events on events.ticket_id = bounded.ticket_id
  -- At one time the ticket's end comes before an event.
  where events.event_at > bounded.chain_starts_at and events.event_at < coalesce(bounded.closed_at, bounded.as_of)
),

runs as (
  select
    *,
    lead(starts_at) over (partition by clock, ticket_id, chain_starts_at order by starts_at) as next_event_at
  from points
)

select
  runs.clock,
  runs.ticket_id,
  runs.starts_at,
  coalesce(runs.next_event_at, runs.closed_at, runs.as_of) as ends_at,
  case when runs.next_event_at is not null then 'event' when runs.closed_at is not null then 'closure' else 'as_of' end as ended_by,
  runs.cancelled_at,
  targets.target_seconds,
  targets.is_pausable
from runs
-- A clock is judged by the policy in force when it starts.
inner join targets
  on targets.clock = runs.clock
  and targets.priority = runs.priority
  and runs.starts_at >= targets.valid_from
  and runs.starts_at < targets.valid_until
