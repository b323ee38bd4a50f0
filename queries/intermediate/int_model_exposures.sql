-- one model at the end of one period: its units shipped in the 36 months before (domain.md § 7)
-- key: periods_back, model
with shipments as (
  select model, in_service_on, sum(shipped_qty)::bigint as shipped_units
  from int_lot_shipments
  group by model, in_service_on
)

select
  periods.periods_back,
  shipments.model,
  sum(shipments.shipped_units)::bigint as exposed_units
from shipments
join periods
  on shipments.in_service_on is null
  or (shipments.in_service_on >= periods.ends_at - interval 36 months and shipments.in_service_on < periods.ends_at)
where periods.periods_back <= 12
group by periods.periods_back, shipments.model
