-- Seconds from one instant to a later one; none when it is not later.
create or replace macro seconds_between(earlier, later) as greatest(0, date_diff('second', earlier, later));
