-- one action with the due dates it had before, and how often they were moved, in the exports and then in the register (domain.md § 8 A1)
-- key: action_id
with actions as (
  select action_id, is_edited, base_due_on, due_on, register_due_moves
  from stg_actions
),

versions as (
  select
    action_id,
    due_on,
    row_number() over (partition by action_id order by file_index, line) as version,
    lag(due_on) over (partition by action_id order by file_index, line) as due_before
  from stg_action_versions
),

-- What exports say after the register took over moves nothing: the register counts.
taken_over as (
  select actions.action_id, max(versions.version) filter (versions.due_on = actions.base_due_on) as version
  from actions
  left join versions using (action_id)
  where actions.is_edited
  group by actions.action_id
),

counted as (
  select versions.action_id, versions.version, versions.due_on, coalesce(versions.due_on <> versions.due_before, false) as is_moved
  from versions
  left join taken_over using (action_id)
  where taken_over.action_id is null or versions.version <= taken_over.version
),

exported as (
  select action_id, min(due_on) filter (version = 1) as first_due_on, count(*) filter (is_moved) as moves
  from counted
  group by action_id
),

-- The register keeps how often a date was moved and what it was at first: dates between these are not known.
known_dues as (
  select action_id, due_on from counted
  union
  select action_id, base_due_on as due_on from actions where base_due_on is not null
),

earlier as (
  select known_dues.action_id, list(known_dues.due_on::varchar order by known_dues.due_on) as dues
  from known_dues
  join actions using (action_id)
  where known_dues.due_on is distinct from actions.due_on
  group by known_dues.action_id
)

select
  actions.action_id,
  coalesce(exported.first_due_on, actions.base_due_on, actions.due_on) as first_due_on,
  coalesce(exported.moves, 0) + actions.register_due_moves as due_moves,
  -- Other dates than the one that holds now, each once, by date.
  coalesce(earlier.dues, []::varchar[]) as earlier_dues
from actions
left join exported using (action_id)
left join earlier using (action_id)
