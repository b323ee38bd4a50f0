-- one department with actions open at as_of or due in the reported period, '' where none is given (domain.md § 8 A1)
-- key: department
with register as (
  select coalesce(department, '') as department, status, due_on, closed_on, is_open, is_overdue, overdue_days, is_missing
  from actions
),

reported as (
  select starts_at::date as starts_on, ends_at::date as ends_on
  from periods
  where periods_back = 0
),

judged as (
  select
    register.*,
    coalesce(register.due_on >= reported.starts_on and register.due_on < reported.ends_on, false) and register.status <> 'cancelled' as is_due
  from register
  cross join reported
)

select
  department,
  count(*) filter (is_open) as open,
  count(*) filter (is_overdue) as overdue,
  max(overdue_days) as longest_overdue_days,
  count(*) filter (is_due) as due,
  count(*) filter (is_due and closed_on <= due_on) as closed_on_time,
  count(*) filter (is_missing) as missing
from judged
where is_open or is_due or is_missing
group by department
