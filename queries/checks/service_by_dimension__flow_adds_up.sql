-- one row is a period and member whose open tickets are not those before plus accepted and reopened less completed and cancelled
-- key: periods_back, dimension, member
with flows as (
  select periods_back, dimension, member, open_before, accepted, reopened, completed, cancelled, open
  from service_by_dimension
)

select periods_back, dimension, member, open_before, accepted, reopened, completed, cancelled, open
from flows
where open <> open_before + accepted + reopened - completed - cancelled
