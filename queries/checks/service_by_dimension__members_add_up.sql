-- one row is a period and dimension whose members together have not the tickets of the whole
-- key: periods_back, dimension
with flows as (
  select periods_back, dimension, accepted, completed, cancelled, reopened, open
  from service_by_dimension
),

summed as (
  select
    periods_back,
    dimension,
    sum(accepted) as accepted,
    sum(completed) as completed,
    sum(cancelled) as cancelled,
    sum(reopened) as reopened,
    sum(open) as open
  from flows
  group by periods_back, dimension
)

select parts.periods_back, parts.dimension, parts.accepted, parts.completed, parts.cancelled, parts.reopened, parts.open
from summed as parts
join summed as whole on whole.periods_back = parts.periods_back and whole.dimension = ''
where (parts.accepted, parts.completed, parts.cancelled, parts.reopened, parts.open)
  <> (whole.accepted, whole.completed, whole.cancelled, whole.reopened, whole.open)
