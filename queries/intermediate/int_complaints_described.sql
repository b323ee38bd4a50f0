-- one complaint record with what it leaves out taken from its slip, ticket or lot
-- key: complaint_id
with complaints as (
  select complaint_id, kind, ticket_id, feedback_id, model, lot_no, fault_code, opened_at, replied_at, closed_at, amount
  from stg_complaints
),

slips as (
  select feedback_id, model, lot_no, fault_code, product
  from stg_feedback
),

tickets as (
  select ticket_id, model, lot_no, fault_code, product, province, team
  from stg_tickets
),

lots as (
  select lot_no, model, product
  from int_lots_described
)

select
  complaints.complaint_id,
  complaints.kind,
  complaints.ticket_id,
  slips.feedback_id,
  coalesce(complaints.model, slips.model, tickets.model, lots.model) as model,
  coalesce(complaints.lot_no, slips.lot_no, tickets.lot_no) as lot_no,
  coalesce(complaints.fault_code, slips.fault_code, tickets.fault_code) as fault_code,
  coalesce(slips.product, tickets.product, lots.product) as product,
  tickets.province,
  tickets.team,
  complaints.opened_at,
  complaints.replied_at,
  complaints.closed_at,
  complaints.amount
from complaints
left join slips on slips.feedback_id = complaints.feedback_id
left join tickets on tickets.ticket_id = complaints.ticket_id
left join lots on lots.lot_no = coalesce(complaints.lot_no, slips.lot_no, tickets.lot_no)
