-- one row is a window of business hours, with the working seconds before it in the calendar
-- key: opens_at, closes_at
with
windows as (select opens_at, closes_at, covered_through from business_windows),

timed as (
  select
    instant_of(opens_at) as opens_at,
    instant_of(closes_at) as closes_at,
    covered_through,
    greatest(0, date_diff('second', instant_of(opens_at), instant_of(closes_at))) as working_seconds
  from windows
)

select
  opens_at,
  closes_at,
  covered_through,
  working_seconds,
  coalesce(
    sum(working_seconds) over (order by opens_at, closes_at rows between unbounded preceding and 1 preceding), 0
  )::bigint as working_seconds_before
from timed
