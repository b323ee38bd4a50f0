-- one row is a confirmed out-of-box fault finished in the period, or a shipment of the period with its units
-- key: role, repair_id, shipment_row
with period as (
  select starts_at, ends_at
  from periods
  where periods_back = 0
),

faults as (
  select repair_id, finished_at::date as occurred_on, team, product, province, technician, priority
  from int_repairs_described
  cross join period
  where is_out_of_box and finished_at >= period.starts_at and finished_at < period.ends_at
),

shipments as (
  select row_order, lot_no, shipped_on, shipped_qty, product
  from int_lot_shipments
  cross join period
  where shipped_on >= period.starts_at and shipped_on < period.ends_at
)

-- Shipments have a product and no other dimension.
select
  'fault' as role, repair_id, null::bigint as shipment_row, null::varchar as lot_no, occurred_on, 1 as faults, 0 as shipped_units,
  team, product, province, technician, priority
from faults
union all
select
  'shipment' as role, null as repair_id, row_order as shipment_row, lot_no, shipped_on as occurred_on, 0 as faults, shipped_qty as shipped_units,
  null as team, product, null as province, null as technician, null as priority
from shipments
