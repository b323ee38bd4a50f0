-- one row is a clock with obligations nobody can judge: they began in years the calendar does not cover
-- key: clock
with undecided as (select clock, start_at from int_obligations_left_open where outcome = 'unknown')

select clock, count(*) as obligations, min(start_at) as earliest_start_at, max(start_at) as latest_start_at
from undecided
group by clock
order by clock
