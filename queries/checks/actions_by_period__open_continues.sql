-- one row is a period that begins with another number of open actions than the period before ended with
-- key: periods_back
with flows as (
  select periods_back, open_before, open
  from actions_by_period
)

select later.periods_back, later.open_before, earlier.open as open_at_end_before
from flows as later
join flows as earlier on earlier.periods_back = later.periods_back + 1
where later.open_before <> earlier.open
