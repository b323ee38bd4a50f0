-- one lot with field groups, as shipped by the end of one period
-- key: lot_no, periods_back
-- view: one model reads it, once
with judged as (
  select distinct lot_no, periods_back
  from int_field_groups_grown
),

shipments as (
  select lot_no, shipped_qty, shipped_on, in_service_on
  from int_lot_shipments
)

select
  judged.lot_no,
  judged.periods_back,
  sum(shipments.shipped_qty)::bigint as shipped_units,
  max(shipments.shipped_on) as last_shipped_on
from judged
join periods using (periods_back)
join shipments
  on shipments.lot_no = judged.lot_no and (shipments.in_service_on is null or shipments.in_service_on < periods.ends_at)
group by judged.lot_no, judged.periods_back
