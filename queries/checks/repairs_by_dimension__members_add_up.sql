-- one row is a period and dimension whose members together have not the repairs and costs of the whole
-- key: periods_back, dimension
with repairs as (
  select periods_back, dimension, finished, confirmed_faults, cost_in_warranty, cost_out_of_warranty, cost_warranty_unknown
  from repairs_by_dimension
),

summed as (
  select
    periods_back,
    dimension,
    sum(finished) as finished,
    sum(confirmed_faults) as confirmed_faults,
    sum(cost_in_warranty) as cost_in_warranty,
    sum(cost_out_of_warranty) as cost_out_of_warranty,
    sum(cost_warranty_unknown) as cost_warranty_unknown
  from repairs
  group by periods_back, dimension
)

select
  parts.periods_back,
  parts.dimension,
  parts.finished,
  parts.confirmed_faults,
  parts.cost_in_warranty,
  parts.cost_out_of_warranty,
  parts.cost_warranty_unknown
from summed as parts
join summed as whole on whole.periods_back = parts.periods_back and whole.dimension = ''
where (parts.finished, parts.confirmed_faults, parts.cost_in_warranty, parts.cost_out_of_warranty, parts.cost_warranty_unknown)
  <> (whole.finished, whole.confirmed_faults, whole.cost_in_warranty, whole.cost_out_of_warranty, whole.cost_warranty_unknown)
