-- the one row of the action register at as_of (domain.md § 8 A1, A2)
-- key: as_of
with register as (
  select action_id, status, due_on, closed_on, is_open, is_overdue, is_missing
  from actions
),

groups as (
  select group_id, is_assigned
  from defect_groups
  where info_class = 'important'
),

due_actions as (
  select register.action_id, coalesce(register.closed_on <= register.due_on, false) as is_on_time
  from register
  join periods on register.due_on >= periods.starts_at and register.due_on < periods.ends_at
  where periods.periods_back = 0 and register.status <> 'cancelled'
)

select
  parameters.as_of,
  (select count(*) from register where is_open) as open,
  (select count(*) from register where is_overdue) as overdue,
  (select count(*) from due_actions) as due,
  (select share_of(count(*) filter (is_on_time), count(*)) from due_actions) as closed_on_time_rate,
  (select count(*) from groups where not is_assigned) as unassigned,
  (select count(*) from register where is_missing) as missing
from parameters
