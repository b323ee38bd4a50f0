-- one row is an action opened before as_of, with what was known of it then; is_closed_later: its closed_on is still to come
-- key: action_id
with
register as (select * from raw_register),
limits as (select as_of from parameters),

exported as (
  select
    action_id, source_id, model, fault_code, title, root_cause, owner, department, opened_on, due_on, closed_on, status, shop_floor,
    warehouse, market, tooling, documents, first_fixed_lot, verified_on, verified_by, note, file_index
  from raw_actions
),

edited as (select action_id from register where is_edited),

-- A row of the register counts where somebody edited it, or where no export lists the action any more.
kept as (
  select
    action_id, source_id, model, fault_code, title, root_cause, owner, department, opened_on, due_on, closed_on, status, shop_floor,
    warehouse, market, tooling, documents, first_fixed_lot, verified_on, verified_by, note, null::bigint as file_index
  from register
  where (is_edited or action_id not in (select action_id from exported))
    and counts_as_action(is_exported, was_action, owner, due_on)
),

actions as (
  select * from exported where action_id not in (select action_id from edited)
  union all
  select * from kept
)

select
  actions.* replace (
    known_by(actions.closed_on, limits.as_of) as closed_on,
    known_by(actions.verified_on, limits.as_of) as verified_on
  ),
  coalesce(actions.closed_on >= limits.as_of, false) as is_closed_later,
  coalesce(actions.verified_on >= limits.as_of, false) as is_verified_later,
  coalesce(register.is_edited, false) as is_edited,
  coalesce(register.is_deleted, false) as is_deleted,
  register.base_due_on,
  coalesce(register.due_moves, 0) as register_due_moves
from actions
cross join limits
left join register using (action_id)
where actions.opened_on < limits.as_of
