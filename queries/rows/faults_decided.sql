-- one row is a confirmed fault of a unit with a serial number whose 30 days ended in the period
-- key: repair_id
with faults as (
  select repair_id, decided_at, is_followed
  from int_faults_followed
),

repairs as (
  select repair_id, ticket_id, fault_code, finished_at, team, product, province, technician, priority
  from int_repairs_described
),

units as (
  select repair_id, serial_no
  from int_confirmed_faults
)

select
  faults.repair_id,
  repairs.ticket_id,
  units.serial_no,
  repairs.fault_code,
  repairs.finished_at,
  faults.decided_at,
  faults.is_followed,
  repairs.team,
  repairs.product,
  repairs.province,
  repairs.technician,
  repairs.priority
from faults
join periods on faults.decided_at >= periods.starts_at and faults.decided_at < periods.ends_at
join repairs using (repair_id)
join units using (repair_id)
where periods.periods_back = 0
