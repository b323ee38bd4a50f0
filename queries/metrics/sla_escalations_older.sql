-- one row says how many obligations breached more than 12 months before as_of nothing has stopped yet
-- key: due_before
with
unstopped as (select due_at from int_obligations where outcome = 'breached' and stopped_at is null),
limits as (select as_of - interval 12 months as due_before from parameters)

select limits.due_before, count(unstopped.due_at) as obligations
from limits
left join unstopped on unstopped.due_at < limits.due_before
group by limits.due_before
