-- How many clocks of target_seconds start before a moment that is active_seconds on; null without a moment.
create or replace macro clocks_until(active_seconds, target_seconds, is_in_pause) as
  case
    when active_seconds < 0 then 0
    when is_in_pause then active_seconds // target_seconds + 1
    else (active_seconds + target_seconds - 1) // target_seconds
  end;
