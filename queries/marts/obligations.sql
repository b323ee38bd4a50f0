-- one row is an obligation counted in the reported period, pending at as_of, or breached within 12 months and still unstopped
-- key: clock, record_id, start_at, clock_no
with
judged as (select * from int_obligations_judged where periods_back = 0 or outcome = 'pending' or is_escalated),
clocks as (select clock, clock_group from policy_clocks),
tickets as (select ticket_id, owner, team, product, province, priority, customer_type from stg_tickets),
revisits as (select revisit_id, owner from stg_revisits),
feedback as (select feedback_id, product from stg_feedback)

select
  judged.clock::varchar as clock,
  clocks.clock_group,
  judged.record_id,
  judged.ticket_id,
  judged.start_at,
  judged.clock_no,
  judged.due_at,
  judged.stopped_at,
  judged.outcome::varchar as outcome,
  judged.periods_back,
  judged.overdue_minutes,
  judged.is_escalated,
  coalesce(revisits.owner, tickets.owner) as owner,
  tickets.team,
  coalesce(feedback.product, tickets.product) as product,
  tickets.province,
  tickets.priority,
  tickets.customer_type
from judged
inner join clocks on clocks.clock = judged.clock
left join tickets on tickets.ticket_id = judged.ticket_id
left join revisits on revisits.revisit_id = case when judged.record = 'revisits' then judged.record_id end
left join feedback on feedback.feedback_id = case when judged.record = 'feedback' then judged.record_id end
