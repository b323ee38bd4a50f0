-- the units shipped in one period, overall (dimension '') and by product
-- key: periods_back, dimension, member
with shipments as (
  select product, shipped_on, shipped_qty
  from int_lot_shipments
)

select
  periods_back,
  case when grouping(product) = 0 then 'product' else '' end as dimension,
  coalesce(product, '') as member,
  sum(shipped_qty)::bigint as shipped_units
from shipments
join periods on shipments.shipped_on >= periods.starts_at and shipments.shipped_on < periods.ends_at
where periods_back <= 12
group by grouping sets ((periods_back), (periods_back, product))
