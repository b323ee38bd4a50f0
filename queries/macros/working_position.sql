-- Working seconds in the calendar before an instant, given the last window that opens at or before it.
create or replace macro working_position(instant, opens_at, closes_at, working_seconds_before) as
  working_seconds_before + date_diff('second', opens_at, least(instant, closes_at));
