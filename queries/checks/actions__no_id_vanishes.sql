-- one row is an action that an export lists, or the register knew before this run, and that is gone
-- key: action_id
with known_before as (
  select action_id from stg_action_versions
  union
  select action_id from register_before
),

known_now as (
  select action_id from actions
  union
  -- Opened at or after as_of: not there yet.
  select versions.action_id
  from stg_action_versions as versions
  cross join parameters
  where versions.opened_on >= parameters.as_of
  union
  select later.action_id
  from stg_register as later
  cross join parameters
  where later.opened_on >= parameters.as_of or not later.is_action
)

select action_id
from known_before
anti join known_now using (action_id)
