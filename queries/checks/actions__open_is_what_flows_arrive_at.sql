-- one row is a number of open actions at as_of, by their state, that is not the one their dates arrive at
-- key: open
with register as (select count(*) filter (is_open) as open from actions),
flows as (select open from actions_by_period where periods_back = 0)

select register.open, flows.open as open_by_dates
from register
cross join flows
where register.open <> flows.open
