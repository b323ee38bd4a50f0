-- one (model, fault code) with confirmed faults in one period
-- key: periods_back, model, fault_code
with faults as (
  select model, fault_code, finished_at
  from int_confirmed_faults
  where model is not null
)

select periods.periods_back, faults.model, faults.fault_code, count(*) as faults
from faults
join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
where periods.periods_back <= 12
group by periods.periods_back, faults.model, faults.fault_code
