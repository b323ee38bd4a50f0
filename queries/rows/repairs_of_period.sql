-- one row is a repair finished in the period
-- key: repair_id
with repairs as (
  select
    repair_id, ticket_id, fault_code, finished_at, result, is_confirmed_fault, is_out_of_box, cost, is_in_warranty,
    team, product, province, technician, priority
  from int_repairs_described
)

select
  repairs.repair_id,
  repairs.ticket_id,
  repairs.fault_code,
  repairs.finished_at,
  repairs.result,
  repairs.is_confirmed_fault,
  repairs.is_out_of_box,
  repairs.cost,
  repairs.is_in_warranty,
  repairs.team,
  repairs.product,
  repairs.province,
  repairs.technician,
  repairs.priority
from repairs
join periods on repairs.finished_at >= periods.starts_at and repairs.finished_at < periods.ends_at
where periods.periods_back = 0
