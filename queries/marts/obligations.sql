-- one row is an obligation counted in a compared period, pending at as_of, or breached within 12 months and still unstopped
-- key: clock, record_id, start_at, clock_no
with
single as (select * from int_obligations where outcome <> 'unknown'),
repeating as (select * from int_progress_obligations),
clocks as (select clock, clock_group, kind from policy_clocks),
-- Periods begin and end at midnight: a join by day is cheaper than one by range.
compared as (
  select periods_back, cast(unnest(generate_series(starts_at, ends_at - interval 1 day, interval 1 day)) as date) as day
  from periods
),
tickets as (select ticket_id, owner, team, product, province, priority, customer_type from stg_tickets),
revisits as (select revisit_id, owner from stg_revisits),
feedback as (select feedback_id, product from stg_feedback),
limits as (select as_of - interval 12 months as escalated_from from parameters),

judged as (
  select
    clock, record, record_id, ticket_id, start_at, 1 as clock_no, due_at, stopped_at, outcome, counted_at, overdue_minutes
  from single
  union all
  -- What happened between two silent dues does not stop the first: it carries no stop and no overdue time.
  select
    clock, 'tickets' as record, record_id, ticket_id, start_at, clock_no, due_at, stopped_at, outcome,
    case when outcome <> 'pending' then due_at end as counted_at, null as overdue_minutes
  from repeating
)

select
  judged.clock,
  clocks.clock_group,
  judged.record_id,
  judged.ticket_id,
  judged.start_at,
  judged.clock_no,
  judged.due_at,
  judged.stopped_at,
  judged.outcome,
  compared.periods_back,
  judged.overdue_minutes,
  clocks.kind = 'single' and judged.outcome = 'breached' and judged.stopped_at is null
    and judged.due_at >= limits.escalated_from as is_escalated,
  coalesce(revisits.owner, tickets.owner) as owner,
  tickets.team,
  coalesce(feedback.product, tickets.product) as product,
  tickets.province,
  tickets.priority,
  tickets.customer_type
from judged
cross join limits
inner join clocks on clocks.clock = judged.clock
left join compared on compared.day = cast(judged.counted_at as date)
left join tickets on tickets.ticket_id = judged.ticket_id
left join revisits on revisits.revisit_id = case when judged.record = 'revisits' then judged.record_id end
left join feedback on feedback.feedback_id = case when judged.record = 'feedback' then judged.record_id end
where judged.outcome = 'pending'
  or compared.periods_back is not null
  or (judged.stopped_at is null and judged.due_at >= limits.escalated_from and clocks.kind = 'single')
