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
),

-- Counted by its key alone and joined to the ticket again: the texts would double what the count keeps in memory.
judged as (
  select
    tickets.periods_back,
    tickets.ticket_id,
    count(*) = 1 and coalesce(bool_and(repairs.result = 'fixed'), false) and bool_and(not tickets.has_been_reopened) as is_fixed_first_time
  from tickets
  join periods using (periods_back)
  join repairs on repairs.ticket_id = tickets.ticket_id and repairs.finished_at < periods.ends_at
  group by tickets.periods_back, tickets.ticket_id
)

select
  periods_back,
  ticket_id,
  tickets.team,
  tickets.product,
  tickets.province,
  tickets.technician,
  tickets.priority,
  judged.is_fixed_first_time
from judged
join tickets using (periods_back, ticket_id)
