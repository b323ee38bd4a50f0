-- one complaint naming no slip known by then, from one moment to the next at which something it is filled from comes to exist
-- key: complaint_id, known_from
-- view: one model reads it, once
with
complaints as (select complaint_id, feedback_id, ticket_id, model, lot_no, fault_code, opened_at from stg_complaints),
slips as (select feedback_id, received_at from stg_feedback),
tickets as (select ticket_id, model, lot_no, fault_code, accepted_at from stg_tickets),
lots as (select row_order, lot_no, model, coalesce(shipped_on, produced_on)::timestamp as started_at from stg_lots),

linked as (
  select
    complaints.*,
    slips.received_at as slip_received_at,
    tickets.accepted_at as ticket_accepted_at,
    tickets.model as ticket_model,
    tickets.lot_no as ticket_lot_no,
    tickets.fault_code as ticket_fault_code
  from complaints
  left join slips on slips.feedback_id = complaints.feedback_id
  left join tickets on tickets.ticket_id = complaints.ticket_id
),

-- A lot matters only where neither complaint nor ticket names a model.
lot_starts as (
  select linked.complaint_id, lots.started_at
  from linked
  join lots on lots.lot_no = coalesce(linked.lot_no, linked.ticket_lot_no)
  where linked.model is null and linked.ticket_model is null
),

moments as (
  select complaint_id, opened_at as known_from from linked
  union
  select complaint_id, ticket_accepted_at from linked where ticket_accepted_at > opened_at and (model is null or fault_code is null)
  union
  select lot_starts.complaint_id, lot_starts.started_at
  from lot_starts
  join linked using (complaint_id)
  where lot_starts.started_at > linked.opened_at
),

states as (
  select
    linked.*,
    moments.known_from,
    lead(moments.known_from) over (partition by linked.complaint_id order by moments.known_from) as next_known_from,
    coalesce(linked.ticket_accepted_at <= moments.known_from, true) as is_ticket_known
  from linked
  join moments using (complaint_id)
),

lot_models as (
  select states.complaint_id, states.known_from, arg_min(lots.model, lots.row_order) as model
  from states
  join lots on lots.lot_no = coalesce(states.lot_no, case when states.is_ticket_known then states.ticket_lot_no end)
  where coalesce(lots.started_at <= states.known_from, true)
  group by states.complaint_id, states.known_from
)

select
  states.complaint_id,
  states.opened_at,
  states.known_from,
  least(states.next_known_from, states.slip_received_at) as known_until,
  coalesce(states.model, case when states.is_ticket_known then states.ticket_model end, lot_models.model) as model,
  coalesce(states.fault_code, case when states.is_ticket_known then states.ticket_fault_code end) as fault_code
from states
left join lot_models using (complaint_id, known_from)
where coalesce(states.known_from < states.slip_received_at, true)
