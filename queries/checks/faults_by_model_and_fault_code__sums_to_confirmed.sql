-- one row is a period whose cells of the matrix do not add up to its confirmed faults of a known model
-- key: periods_back
with cells as (
  select periods_back, sum(faults) as faults
  from faults_by_model_and_fault_code
  group by periods_back
),

confirmed as (
  select periods.periods_back, count(*) as faults
  from int_confirmed_faults as faults
  join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
  where faults.model is not null and periods.periods_back <= 12
  group by periods.periods_back
)

select periods_back, cells.faults, confirmed.faults as confirmed_faults
from cells
full join confirmed using (periods_back)
where cells.faults is distinct from confirmed.faults
