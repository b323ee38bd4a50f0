-- Whether an accepted ticket is open at an instant: neither cancelled nor completed before it, or reopened before it.
create or replace macro is_open_at(instant, completed_at, reopened_at, cancelled_at) as
  not coalesce(cancelled_at < instant, false)
  and (not coalesce(completed_at < instant, false) or coalesce(reopened_at < instant, false));
