-- one confirmed fault: a finished repair that found a fault of ours (domain.md § 3 D1)
-- key: repair_id
with repairs as (
  select
    repair_id, ticket_id, model, serial_no, lot_no, fault_code, part, responsibility, result, finished_at, out_of_box, row_order
  from stg_repairs
),

tickets as (
  select ticket_id, model, serial_no, lot_no, product, province
  from stg_tickets
),

lots as (
  select lot_no, model, product
  from int_lots_described
),

confirmed as (
  select
    repair_id, ticket_id, model, serial_no, lot_no, fault_code, part, responsibility, finished_at, out_of_box, row_order
  from repairs
  where finished_at is not null
    and coalesce(result, 'fixed') <> 'no_fault_found'
    and coalesce(responsibility, 'unknown') not in ('user', 'transport', 'installation')
)

select
  confirmed.repair_id,
  confirmed.ticket_id,
  confirmed.fault_code,
  coalesce(confirmed.model, lots.model, tickets.model) as model,
  coalesce(confirmed.lot_no, tickets.lot_no) as lot_no,
  coalesce(confirmed.serial_no, tickets.serial_no) as serial_no,
  -- The kind keeps a serial number from meeting a ticket or repair number.
  case
    when coalesce(confirmed.serial_no, tickets.serial_no) is not null then 'serial:' || coalesce(confirmed.serial_no, tickets.serial_no)
    when confirmed.ticket_id is not null then 'ticket:' || confirmed.ticket_id
    else 'repair:' || confirmed.repair_id
  end as unit,
  confirmed.finished_at,
  confirmed.part,
  confirmed.responsibility,
  coalesce(confirmed.out_of_box, false) as is_out_of_box,
  coalesce(tickets.product, lots.product) as product,
  tickets.province,
  confirmed.row_order
from confirmed
left join tickets on tickets.ticket_id = confirmed.ticket_id
left join lots on lots.lot_no = coalesce(confirmed.lot_no, tickets.lot_no)
