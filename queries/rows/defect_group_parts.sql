-- one row is a confirmed fault, a shipment or the slip that a defect group counts, or an occurrence of its pair within 12 months
-- key: group_id, role, repair_id, shipment_row, feedback_id, complaint_id
with groups as (
  select group_id, feedback_id, model, lot_no, fault_code, affected, denominator, first_at
  from defect_groups
),

faults as (
  select repair_id, lot_no, fault_code, unit, finished_at
  from int_confirmed_faults
),

shipments as (
  select row_order as shipment_row, lot_no, in_service_on, shipped_qty
  from int_lot_shipments
),

occurrences as (
  select
    occurrences.model,
    occurrences.fault_code,
    occurrences.occurred_at,
    occurrences.consequence_at is not null as has_consequence,
    case when starts_with(occurrences.occurrence_id, 'slip:') then substr(occurrences.occurrence_id, 6) end as feedback_id,
    case when starts_with(occurrences.occurrence_id, 'complaint:') then substr(occurrences.occurrence_id, 11) end as complaint_id
  from int_defect_occurrences as occurrences
  cross join parameters
  where occurrences.occurred_at >= parameters.as_of - interval 12 months
    and occurrences.known_from < parameters.as_of
    and coalesce(occurrences.known_until >= parameters.as_of, true)
),

parts as (
  select groups.group_id, 'fault' as role, faults.repair_id, faults.finished_at as occurred_at, faults.unit
  from groups
  join faults on faults.lot_no = groups.lot_no and faults.fault_code = groups.fault_code
  where groups.feedback_id is null
  union all by name
  select groups.group_id, 'shipment' as role, shipments.shipment_row, shipments.in_service_on as occurred_at, shipments.shipped_qty as total_qty
  from groups
  join shipments on shipments.lot_no = groups.lot_no
  where groups.feedback_id is null
  union all by name
  select
    group_id, 'slip' as role, feedback_id, first_at as occurred_at, affected as nonconforming_qty, denominator as total_qty
  from groups
  where feedback_id is not null
  union all by name
  select
    groups.group_id, 'occurrence' as role, occurrences.feedback_id, occurrences.complaint_id, occurrences.occurred_at,
    occurrences.has_consequence
  from groups
  join occurrences on occurrences.model = groups.model and occurrences.fault_code = groups.fault_code
)

select
  group_id, role, repair_id, shipment_row, feedback_id, complaint_id, occurred_at, unit, nonconforming_qty, total_qty, has_consequence
from parts
