-- one slip or complaint record of the twelve months before as_of that names model and fault code of a group with a fact sheet
-- key: group_id, record, record_id
with sheets as (
  select group_id, model, fault_code
  from int_groups_on_sheets
),

slips as (
  select feedback_id, model, fault_code, received_at, consequence
  from int_slip_clock_fields
),

complaints as (
  select complaint_id, kind, model, fault_code, opened_at, amount
  from int_complaints_described
),

records as (
  select 'feedback' as record, feedback_id as record_id, model, fault_code, received_at as occurred_at, consequence, null as amount
  from slips
  union all
  select 'complaints', complaint_id, model, fault_code, opened_at, kind, amount
  from complaints
),

limits as (
  select as_of - interval 12 months as since
  from parameters
)

select sheets.group_id, records.record, records.record_id, records.occurred_at, records.consequence, records.amount
from sheets
join records using (model, fault_code)
cross join limits
where records.occurred_at >= limits.since
