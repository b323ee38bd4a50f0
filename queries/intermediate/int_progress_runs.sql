-- one row is a run of a repeating clock from its start or an event to the next event, the ticket's end or as_of
-- key: clock, ticket_id, starts_at
-- view: one model reads it, once
with
chains as (select clock, ticket_id, priority, starts_at, completed_at, cancelled_at from clock_chains),
events as (select ticket_id, event_at from stg_events where event_type in ('progress', 'delay_notice')),
-- What ended longer than one clock before the compared periods has no due in them.
limits as (
  select
    as_of,
    (select min(starts_at) from periods) - to_seconds(coalesce((select max(target_seconds) from policy_chain_targets), 0)) as needed_from
  from parameters
),

bounded as (
  select
    chains.clock,
    chains.ticket_id,
    coalesce(chains.priority, '') as priority,
    chains.starts_at as chain_starts_at,
    least(chains.completed_at, chains.cancelled_at) as closed_at,
    chains.cancelled_at,
    limits.as_of,
    limits.needed_from
  from chains
  cross join limits
  where least(chains.completed_at, chains.cancelled_at, limits.as_of) > greatest(chains.starts_at, limits.needed_from)
),

points as (
  select clock, ticket_id, chain_starts_at, chain_starts_at as starts_at, priority, closed_at, cancelled_at, as_of, needed_from
  from bounded
  union all
  select
    bounded.clock, bounded.ticket_id, bounded.chain_starts_at, events.event_at as starts_at,
    bounded.priority, bounded.closed_at, bounded.cancelled_at, bounded.as_of, bounded.needed_from
  from bounded
  inner join events on events.ticket_id = bounded.ticket_id
  -- At one time the ticket's end comes before an event.
  where events.event_at > bounded.chain_starts_at and events.event_at < coalesce(bounded.closed_at, bounded.as_of)
),

ordered as (
  select
    *,
    lead(starts_at) over (partition by clock, ticket_id, chain_starts_at order by starts_at) as next_event_at
  from points
)

select
  clock,
  ticket_id,
  priority,
  starts_at,
  coalesce(next_event_at, closed_at, as_of) as ends_at,
  case when next_event_at is not null then 'event' when closed_at is not null then 'closure' else 'as_of' end as ended_by,
  cancelled_at
from ordered
-- Of events at one time the last begins a run.
where next_event_at is distinct from starts_at
  and coalesce(next_event_at, closed_at, as_of) > needed_from
