-- one row is a period whose open actions are not those before plus opened less closed
-- key: periods_back
with flows as (
  select periods_back, open_before, opened, closed, open
  from actions_by_period
)

select periods_back, open_before, opened, closed, open
from flows
where open <> open_before + opened - closed
