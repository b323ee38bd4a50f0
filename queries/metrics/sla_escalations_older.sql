-- one row says how many obligations breached more than 12 months before as_of nothing has stopped yet
-- key: due_before
with
unstopped as (select due_at from int_obligations_left_open where outcome = 'breached'),
limits as (select as_of - interval 12 months as due_before from parameters)

select limits.due_before, count(unstopped.due_at) as obligations
from limits
left join unstopped on unstopped.due_at < limits.due_before
group by limits.due_before
