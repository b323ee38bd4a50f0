-- How many dues, one every target_seconds, lie before a moment that is active_seconds on. One that coincides with the
-- moment does not, unless the moment lies in a pause: then the due is the beginning of that pause.
create or replace macro dues_passed(active_seconds, target_seconds, is_in_pause) as
  greatest(0, case when is_in_pause then active_seconds else active_seconds - 1 end) // target_seconds;
