-- one ticket completed in a period, not open at its end, with at least one finished repair (domain.md § 6)
-- key: periods_back, ticket_id
with tickets as (
  select periods_back, ticket_id, has_been_reopened, team, product, province, technician, priority
  from int_service_tickets_placed
  where is_completed and not is_open
),

repairs as (
  select repair_id, ticket_id, result, finished_at
  from stg_repairs
  where ticket_id is not null and finished_at is not null
)

select
  tickets.periods_back,
  tickets.ticket_id,
  -- One value a ticket: taking the least is cheaper than grouping by it.
  min(tickets.team) as team,
  min(tickets.product) as product,
  min(tickets.province) as province,
  min(tickets.technician) as technician,
  min(tickets.priority) as priority,
  count(*) = 1 and coalesce(bool_and(repairs.result = 'fixed'), false) and bool_and(not tickets.has_been_reopened) as is_fixed_first_time
from tickets
join periods using (periods_back)
join repairs on repairs.ticket_id = tickets.ticket_id and repairs.finished_at < periods.ends_at
group by tickets.periods_back, tickets.ticket_id
