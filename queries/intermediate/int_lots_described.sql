-- one production lot, its shipments put together
-- key: lot_no
with lots as (
  select lot_no, model, product, produced_on, shipped_on, shipped_qty, row_order
  from stg_lots
)

select
  lot_no,
  -- The first row in export order names the lot (domain.md § 3 D1, D2).
  arg_min(model, row_order) as model,
  arg_min(product, row_order) as product,
  min(produced_on) as produced_on,
  max(shipped_on) as last_shipped_on,
  sum(shipped_qty)::bigint as shipped_units
from lots
group by lot_no
