-- one row is an obligation breached within the 12 months before as_of that nothing has stopped yet (超时自动升级, 001)
-- key: clock, record_id
with escalated as (
  select clock, clock_group, record_id, ticket_id, due_at, overdue_minutes, owner, team, product
  from obligations
  where is_escalated
)

select clock, clock_group, record_id, ticket_id, due_at, overdue_minutes, owner, team, product
from escalated
order by overdue_minutes desc, clock, record_id
