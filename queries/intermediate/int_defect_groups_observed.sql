-- one defect group at the end of one period that brought it something new; in period 0 every group known (domain.md § 3 D2, D3)
-- key: periods_back, group_id
-- view: one model reads it, once
with field_groups as (
  select lot_no, fault_code, periods_back, added_units, affected, first_at, last_fault_at
  from int_field_groups_grown
),

faults as (
  select lot_no, fault_code, model, product, finished_at, row_order
  from int_confirmed_faults
  where lot_no is not null
),

earliest_faults as (
  select lot_no, fault_code, model, product
  from faults
  qualify row_number() over (partition by lot_no, fault_code order by finished_at, row_order) = 1
),

lots as (
  select lot_no, model, product
  from int_lots_described
),

shipments as (
  select lot_no, periods_back, shipped_units, last_shipped_on
  from int_field_groups_shipped
),

slips as (
  select feedback_id, model, product, lot_no, fault_code, received_at, nonconforming_qty, inspected_qty
  from stg_feedback
)

select
  field_groups.periods_back,
  'lot:' || field_groups.lot_no || ':' || field_groups.fault_code as group_id,
  null::varchar as feedback_id,
  coalesce(lots.model, earliest_faults.model) as model,
  coalesce(lots.product, earliest_faults.product) as product,
  field_groups.lot_no,
  field_groups.fault_code,
  field_groups.affected,
  shipments.shipped_units as denominator,
  field_groups.first_at,
  field_groups.last_fault_at as last_seen_at,
  shipments.last_shipped_on,
  case when field_groups.added_units = 0 then 'quiet' when field_groups.first_at >= periods.starts_at then 'new' else 'grown' end as status
from field_groups
join periods using (periods_back)
join earliest_faults using (lot_no, fault_code)
left join lots using (lot_no)
left join shipments using (lot_no, periods_back)
union all
select
  periods.periods_back,
  'slip:' || slips.feedback_id as group_id,
  slips.feedback_id,
  slips.model,
  slips.product,
  slips.lot_no,
  slips.fault_code,
  slips.nonconforming_qty as affected,
  slips.inspected_qty as denominator,
  slips.received_at as first_at,
  slips.received_at as last_seen_at,
  null::date as last_shipped_on,
  case when slips.received_at >= periods.starts_at then 'new' else 'quiet' end as status
from slips
join periods
  on slips.received_at < periods.ends_at and (periods.periods_back = 0 or slips.received_at >= periods.starts_at)
where periods.periods_back <= 12
