-- one row is an obligation pending at as_of, those that fall due soonest first; due_at is null beyond the calendar
-- key: clock, record_id, start_at, clock_no
with pending as (
  select clock, clock_group, record_id, ticket_id, start_at, clock_no, due_at, owner, team, product
  from obligations
  where outcome = 'pending'
)

select clock, clock_group, record_id, ticket_id, start_at, clock_no, due_at, owner, team, product
from pending
order by due_at nulls last, clock, record_id, start_at, clock_no
