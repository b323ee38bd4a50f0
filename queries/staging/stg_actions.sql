-- one row is an action opened before as_of, with what was known of it then; is_closed_later: its closed_on is still to come
-- key: action_id
with
actions as (select * from raw_actions),
limits as (select as_of from parameters)

select
  actions.* replace (
    known_by(actions.closed_on, limits.as_of) as closed_on,
    known_by(actions.verified_on, limits.as_of) as verified_on
  ),
  coalesce(actions.closed_on >= limits.as_of, false) as is_closed_later,
  coalesce(actions.verified_on >= limits.as_of, false) as is_verified_later
from actions
cross join limits
where actions.opened_on < limits.as_of
