-- one range of days that open actions are overdue at as_of
-- key: range_no
with register as (
  select overdue_days
  from actions
  where is_overdue
),

ranges as (
  select range_no, from_days, to_days
  from (values (1, 1, 7), (2, 8, 30), (3, 31, 90), (4, 91, null)) as range_list (range_no, from_days, to_days)
)

select
  ranges.range_no,
  ranges.from_days,
  ranges.to_days,
  count(register.overdue_days) as actions
from ranges
left join register on register.overdue_days >= ranges.from_days and register.overdue_days <= coalesce(ranges.to_days, register.overdue_days)
group by ranges.range_no, ranges.from_days, ranges.to_days
