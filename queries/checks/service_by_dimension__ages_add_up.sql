-- one row is a period and member whose open tickets by age are not its open tickets
-- key: periods_back, dimension, member
with flows as (
  select periods_back, dimension, member, open, open_age_0_1, open_age_2_3, open_age_4_7, open_age_8_30, open_age_over_30
  from service_by_dimension
)

select periods_back, dimension, member, open, open_age_0_1, open_age_2_3, open_age_4_7, open_age_8_30, open_age_over_30
from flows
where open <> open_age_0_1 + open_age_2_3 + open_age_4_7 + open_age_8_30 + open_age_over_30
