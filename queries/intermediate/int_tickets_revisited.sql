-- one row is a completed ticket with its first revisit from the completion on that did not miss the customer
-- key: ticket_id
-- view: one model reads it, once
with
revisits as (select ticket_id, revisited_at, revisited_at_precision from int_revisits_reached),
completions as (
  select ticket_id, completed_at, completed_at_precision
  from stg_tickets
  where completed_at is not null
),

earliest as (
  select
    revisits.ticket_id,
    min(packed_cell(revisits.revisited_at, revisits.revisited_at_precision)) as revisit
  from revisits
  inner join completions on completions.ticket_id = revisits.ticket_id
  where not is_earlier(
    revisits.revisited_at, revisits.revisited_at_precision, completions.completed_at, completions.completed_at_precision
  )
  group by revisits.ticket_id
)

select
  ticket_id,
  unpacked_cell(revisit) as first_revisit_at,
  unpacked_precision(revisit) as first_revisit_at_precision
from earliest
