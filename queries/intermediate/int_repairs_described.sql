-- one repair finished in the periods looked at or up to 31 days before, with its warranty, its cost and its dimensions (domain.md § 6)
-- key: repair_id
with horizon as (
  -- A repair is followed for 30 × 24 hours before it is decided whether it lasted.
  select min(starts_at) - interval 31 days as starts_at
  from periods
  where periods_back <= 12
),

repairs as (
  select repair_id, ticket_id, lot_no, fault_code, responsibility, result, technician, finished_at, in_warranty, labor_cost, parts_cost
  from stg_repairs
  cross join horizon
  where finished_at >= horizon.starts_at
),

confirmed as (
  select repair_id, is_out_of_box
  from int_confirmed_faults
),

tickets as (
  select ticket_id, lot_no, product, province, priority, team, accepted_at, purchased_on
  from stg_tickets
),

lots as (
  select lot_no, product
  from int_lots_described
)

select
  repairs.repair_id,
  repairs.ticket_id,
  repairs.fault_code,
  repairs.finished_at,
  coalesce(repairs.responsibility, '') as responsibility,
  repairs.result,
  confirmed.repair_id is not null as is_confirmed_fault,
  coalesce(confirmed.is_out_of_box, false) as is_out_of_box,
  coalesce(repairs.labor_cost, 0) + coalesce(repairs.parts_cost, 0) as cost,
  -- A purchase without a recorded verdict is judged by the day the ticket was accepted.
  coalesce(
    repairs.in_warranty, tickets.accepted_at::date < tickets.purchased_on + to_months(parameters.warranty_months)
  ) as is_in_warranty,
  coalesce(tickets.team, '') as team,
  coalesce(tickets.product, lots.product, '') as product,
  coalesce(tickets.province, '') as province,
  coalesce(repairs.technician, '') as technician,
  coalesce(tickets.priority, '') as priority
from repairs
cross join parameters
left join confirmed using (repair_id)
left join tickets using (ticket_id)
left join lots on lots.lot_no = coalesce(repairs.lot_no, tickets.lot_no)
