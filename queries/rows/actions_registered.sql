-- one row is an improvement action opened before as_of
-- key: action_id
with register as (
  select action_id, title, owner, department, opened_on, due_on, closed_on, status, is_open, is_overdue, is_missing, is_edited
  from actions
)

select
  register.action_id,
  register.title,
  register.owner,
  register.department,
  register.opened_on,
  register.due_on,
  register.closed_on,
  register.status,
  register.is_open,
  register.is_overdue,
  register.is_missing,
  -- Its cells are those of the living register, not of the export line it is found in.
  register.is_edited,
  coalesce(register.status <> 'cancelled' and register.due_on >= periods.starts_at and register.due_on < periods.ends_at, false)
    as is_due_in_period,
  coalesce(register.closed_on <= register.due_on, false) as is_on_time
from register
cross join periods
where periods.periods_back = 0
