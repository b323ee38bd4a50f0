-- one shipment of a lot with the day from which its units count as being with customers
-- key: row_order
with lots as (
  select row_order, lot_no, model, product, produced_on, shipped_on, shipped_qty
  from stg_lots
)

select
  row_order,
  lot_no,
  model,
  coalesce(product, '') as product,
  produced_on,
  shipped_on,
  -- Null where neither day is known: such units always count (domain.md § 7).
  coalesce(shipped_on, produced_on) as in_service_on,
  shipped_qty
from lots
