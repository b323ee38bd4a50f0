-- one row is a clock whose obligations due are not those met and breached
-- key: periods_back, clock, dimension, member
with clocks as (
  select periods_back, clock, dimension, member, due, met, breached
  from sla_compliance_by_clock_and_dimension
)

select periods_back, clock, dimension, member, due, met, breached
from clocks
where due <> met + breached
