-- one row is an obligation counted in the reported period, or pending at as_of
-- key: clock, record_id, start_at, clock_no
with judged as (
  select
    clock, record_id, ticket_id, start_at, clock_no, due_at, stopped_at, outcome, periods_back, overdue_minutes, owner,
    team, product, province, priority, customer_type
  from obligations
)

select
  clock,
  record_id,
  ticket_id,
  start_at,
  clock_no,
  due_at,
  stopped_at,
  outcome,
  overdue_minutes,
  owner,
  coalesce(team, '') as team,
  coalesce(product, '') as product,
  coalesce(province, '') as province,
  coalesce(priority, '') as priority,
  coalesce(customer_type, '') as customer_type
from judged
where periods_back = 0 or (periods_back is null and outcome = 'pending')
