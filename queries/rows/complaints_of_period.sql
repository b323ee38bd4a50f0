-- one row is a complaint, batch return or claim opened in the period
-- key: complaint_id
with complaints as (
  select complaint_id, kind, ticket_id, feedback_id, model, lot_no, fault_code, opened_at, amount
  from int_complaints_described
)

select
  complaints.complaint_id,
  complaints.kind,
  complaints.ticket_id,
  complaints.feedback_id,
  complaints.model,
  complaints.lot_no,
  complaints.fault_code,
  complaints.opened_at,
  complaints.amount
from complaints
join periods on complaints.opened_at >= periods.starts_at and complaints.opened_at < periods.ends_at
where periods.periods_back = 0
