-- one row is a confirmed fault of a model and fault code in the period or the twelve before it
-- key: model, fault_code, repair_id
with faults as (
  select repair_id, ticket_id, model, fault_code, lot_no, serial_no, finished_at
  from int_confirmed_faults
  where model is not null
)

select
  faults.model,
  faults.fault_code,
  faults.repair_id,
  faults.ticket_id,
  faults.lot_no,
  faults.serial_no,
  faults.finished_at,
  periods.periods_back
from faults
join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
where periods.periods_back <= 12
