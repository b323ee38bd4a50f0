-- Minutes from the due to a later local time; due_instant is null for day clocks, which end with due_at.
create or replace macro overdue_minutes(due_at, due_instant, until_at) as
  date_diff('second', coalesce(due_instant, instant_of(due_at)), instant_of(until_at)) / 60.0;
