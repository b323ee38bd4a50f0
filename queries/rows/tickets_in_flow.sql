-- one row is a ticket accepted, open, completed, reopened or cancelled in the period, as known at its end
-- key: ticket_id
with placed as (
  select
    ticket_id, is_accepted, is_completed, is_reopened, is_cancelled, is_open, age_days, team, product, province, technician, priority
  from int_service_tickets_placed
  where periods_back = 0
),

times as (
  select ticket_id, accepted_at, completed_at, reopened_at, cancelled_at
  from int_service_tickets
)

select
  placed.ticket_id,
  times.accepted_at,
  times.completed_at,
  times.reopened_at,
  times.cancelled_at,
  placed.is_accepted,
  placed.is_completed,
  placed.is_reopened,
  placed.is_cancelled,
  placed.is_open,
  placed.age_days,
  placed.team,
  placed.product,
  placed.province,
  placed.technician,
  placed.priority
from placed
join times using (ticket_id)
