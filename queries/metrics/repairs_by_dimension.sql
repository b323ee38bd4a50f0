-- the repairs of one period, overall (dimension '') and by team, product, province, technician, priority (domain.md § 6)
-- key: periods_back, dimension, member
with measures as (
  select periods_back, measure, team, product, province, technician, priority, amount
  from int_repair_measures_counted
),

shipments as (
  select product, shipped_on, shipped_qty
  from int_lot_shipments
),

by_member as (
  select
    periods_back,
    measure,
    amount,
    unnest([
      {dimension: '', member: ''},
      {dimension: 'team', member: team},
      {dimension: 'product', member: product},
      {dimension: 'province', member: province},
      {dimension: 'technician', member: technician},
      {dimension: 'priority', member: priority}
    ], recursive := true)
  from measures
),

shipped as (
  select
    periods.periods_back,
    'shipped_units' as measure,
    shipments.shipped_qty as amount,
    unnest([{dimension: '', member: ''}, {dimension: 'product', member: shipments.product}], recursive := true)
  from shipments
  join periods on shipments.shipped_on >= periods.starts_at and shipments.shipped_on < periods.ends_at
  where periods.periods_back <= 12
),

-- The overall row is there without any repair.
complete as (
  select periods_back, measure, amount, dimension, member from by_member
  union all by name
  select periods_back, measure, amount, dimension, member from shipped
  union all by name
  select periods_back, '' as dimension, '' as member
  from periods
  where periods_back <= 12
),

summed as (
  pivot complete
  on measure in (
    'finished', 'confirmed_faults', 'no_fault_found', 'out_of_box', 'shipped_units', 'decided_faults', 'followed_faults',
    'repaired_tickets', 'fixed_first_time', 'cost_in_warranty', 'cost_out_of_warranty', 'cost_warranty_unknown'
  )
  using sum(amount)
  group by periods_back, dimension, member
)

select
  periods_back,
  dimension,
  member,
  coalesce(finished, 0)::bigint as finished,
  coalesce(confirmed_faults, 0)::bigint as confirmed_faults,
  share_of(coalesce(fixed_first_time, 0), repaired_tickets) as first_time_fix_rate,
  share_of(coalesce(followed_faults, 0), decided_faults) as repeat_repair_rate,
  share_of(coalesce(no_fault_found, 0), finished) as no_fault_found_rate,
  share_of(coalesce(out_of_box, 0), shipped_units) as out_of_box_rate,
  coalesce(cost_in_warranty, 0) as cost_in_warranty,
  coalesce(cost_out_of_warranty, 0) as cost_out_of_warranty,
  coalesce(cost_warranty_unknown, 0) as cost_warranty_unknown,
  coalesce(repaired_tickets, 0)::bigint as repaired_tickets,
  coalesce(decided_faults, 0)::bigint as decided_faults,
  coalesce(shipped_units, 0)::bigint as shipped_units
from summed
