-- one row is a confirmed fault of a repair finished in the period that names no lot
-- key: repair_id
with faults as (
  select repair_id, ticket_id, model, fault_code, serial_no, finished_at
  from int_confirmed_faults
  where lot_no is null
)

select faults.repair_id, faults.ticket_id, faults.model, faults.fault_code, faults.serial_no, faults.finished_at
from faults
join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
where periods.periods_back = 0
