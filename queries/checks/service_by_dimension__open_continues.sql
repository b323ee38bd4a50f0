-- one row is a period and member that begins with another number of open tickets than the period before ended with
-- key: periods_back, dimension, member
with flows as (
  select periods_back, dimension, member, open_before, open
  from service_by_dimension
)

select later.periods_back, later.dimension, later.member, later.open_before, earlier.open as open_at_end_before
from flows as later
join flows as earlier
  on earlier.periods_back = later.periods_back + 1 and earlier.dimension = later.dimension and earlier.member = later.member
where later.open_before <> earlier.open
