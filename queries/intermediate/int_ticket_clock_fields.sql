-- one row is a ticket with everything the policy's clocks may start, stop or filter on
-- key: ticket_id
-- view: one model reads it, once
with
tickets as (select * from stg_tickets),
ended as (select ticket_id, reopened_at, cancelled_at from int_tickets_reopened_or_cancelled),
dispatched as (
  select ticket_id, first_dispatched_at, earliest_arrived_at, earliest_arrived_at_precision
  from int_tickets_dispatched
),
revisited as (select ticket_id, first_revisit_at, first_revisit_at_precision from int_tickets_revisited),
limits as (select home_province from parameters)

select
  tickets.ticket_id,
  tickets.customer_type,
  tickets.channel,
  tickets.product,
  tickets.model,
  tickets.area,
  tickets.category,
  tickets.priority,
  tickets.complexity,
  tickets.team,
  tickets.owner,
  -- Without a home province on-site clocks carry nothing; an unknown province is another one.
  case
    when limits.home_province is null then null
    when province_short_name(tickets.province) = province_short_name(limits.home_province) then 'home'
    else 'other'
  end as distance,
  tickets.accepted_at,
  tickets.accepted_at_precision,
  tickets.first_response_at,
  tickets.first_response_at_precision,
  tickets.plan_at,
  tickets.plan_at_precision,
  dispatched.first_dispatched_at,
  coalesce(tickets.onsite_at, dispatched.earliest_arrived_at) as arrived_at,
  case when tickets.onsite_at is null then dispatched.earliest_arrived_at_precision else tickets.onsite_at_precision end
    as arrived_at_precision,
  -- A promise that lies before the acceptance is none (warning time_suspect).
  case
    when not is_earlier(tickets.due_at, tickets.due_at_precision, tickets.accepted_at, tickets.accepted_at_precision) then tickets.due_at
  end as due_at,
  tickets.due_at_precision,
  -- Also of a ticket that is open again: a voided completion still stops the clocks it had stopped.
  tickets.completed_at,
  tickets.completed_at_precision,
  tickets.returned_at,
  tickets.returned_at_precision,
  tickets.refunded_at,
  tickets.refunded_at_precision,
  revisited.first_revisit_at,
  revisited.first_revisit_at_precision,
  ended.reopened_at,
  ended.cancelled_at
from tickets
cross join limits
left join ended on ended.ticket_id = tickets.ticket_id
left join dispatched on dispatched.ticket_id = tickets.ticket_id
left join revisited on revisited.ticket_id = tickets.ticket_id
