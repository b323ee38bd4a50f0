-- one row is an obligation counted in a compared period, pending, undecidable, or breached and still unstopped
-- key: clock, record_id, start_at, clock_no
-- view: it puts together two tables, which are made side by side
with
single as (select * from int_obligations),
repeating as (select * from int_progress_obligations),
-- Periods begin and end at midnight: a join by day is cheaper than one by range.
compared as (
  select periods_back, cast(unnest(generate_series(starts_at, ends_at - interval 1 day, interval 1 day)) as date) as day
  from periods
),
limits as (select as_of - interval 12 months as escalated_from from parameters),

judged as (
  select
    clock, record, record_id, case when record = 'tickets' then record_id else ticket_id end as ticket_id, start_at, 1 as clock_no,
    due_at, stopped_at, outcome, counted_on, overdue_minutes,
    outcome = 'breached' and stopped_at is null as is_unstopped
  from single
  union all
  -- What happened between two silent dues does not stop the first: it carries no stop and no overdue time.
  select
    clock, 'tickets'::clock_record as record, record_id, record_id as ticket_id, start_at, clock_no, due_at, stopped_at, outcome,
    case when outcome <> 'pending' then cast(due_at as date) end as counted_on, null as overdue_minutes, false as is_unstopped
  from repeating
)

select
  judged.* exclude (counted_on),
  compared.periods_back,
  judged.is_unstopped and judged.due_at >= limits.escalated_from as is_escalated
from judged
cross join limits
left join compared on compared.day = judged.counted_on
