-- one row is a ticket accepted before as_of, with what was known of it then
-- key: ticket_id
with
tickets as (select * from raw_tickets),
limits as (select as_of from parameters)

select
  tickets.* replace (
    known_by(tickets.purchased_on, limits.as_of) as purchased_on,
    known_by(tickets.first_response_at, limits.as_of) as first_response_at,
    known_by(tickets.plan_at, limits.as_of) as plan_at,
    known_by(tickets.onsite_at, limits.as_of) as onsite_at,
    -- A cancelled ticket's completed_at is read as empty.
    case when tickets.status is distinct from 'cancelled' then known_by(tickets.completed_at, limits.as_of) end as completed_at,
    known_by(tickets.returned_at, limits.as_of) as returned_at,
    known_by(tickets.refunded_at, limits.as_of) as refunded_at,
    known_by(tickets.cancelled_at, limits.as_of) as cancelled_at
  )
from tickets
cross join limits
where tickets.accepted_at < limits.as_of
