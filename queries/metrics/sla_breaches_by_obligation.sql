-- one row is a broken obligation counted in the reported period, with the time it ran over until its stop or as_of
-- key: clock, record_id, start_at, clock_no
with broken as (
  select clock, record_id, ticket_id, start_at, clock_no, due_at, stopped_at, overdue_minutes, owner, team
  from obligations
  where periods_back = 0 and outcome = 'breached'
)

select clock, record_id, ticket_id, start_at, clock_no, due_at, stopped_at, overdue_minutes, owner, team
from broken
order by clock, record_id, due_at, start_at, clock_no
