-- one action with what its timeline shows: from when to when it ran, its due dates, and by how much the last one was missed
-- key: action_id
with register as (
  select action_id, status, opened_on, due_on, closed_on, ended_on, is_open, is_overdue, overdue_days
  from actions
),

due_moves as (
  select action_id, earlier_dues
  from int_action_due_moves
),

reported as (
  select starts_at::date as starts_on, ends_at::date as ends_on
  from periods
  where periods_back = 0
)

select
  register.action_id,
  register.opened_on,
  register.ended_on,
  due_moves.earlier_dues,
  coalesce(register.ended_on >= reported.starts_on and register.ended_on < reported.ends_on, false) as is_ended_in_period,
  -- Of one that is open: overdue until now. One that was cancelled broke no promise.
  case
    when register.is_overdue then register.overdue_days
    when not register.is_open and register.status <> 'cancelled' and register.closed_on > register.due_on
      then register.closed_on - register.due_on
  end as late_days
from register
join due_moves using (action_id)
cross join reported
