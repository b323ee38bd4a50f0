-- one fault code among the confirmed faults of a period that name no lot (domain.md § 3 D2)
-- key: periods_back, fault_code
with faults as (
  select repair_id, fault_code, finished_at
  from int_confirmed_faults
  where lot_no is null
)

select periods.periods_back, faults.fault_code, count(*) as faults
from faults
join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
where periods.periods_back <= 12
group by periods.periods_back, faults.fault_code
