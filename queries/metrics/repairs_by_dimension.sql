-- the repairs of one period, overall (dimension '') and by team, product, province, technician, priority (domain.md § 6)
-- key: periods_back, dimension, member
with finished as (
  select
    periods_back, dimension, member, finished, confirmed_faults, no_fault_found, out_of_box, cost_in_warranty, cost_out_of_warranty,
    cost_warranty_unknown
  from int_repairs_finished_counted
),

followed as (
  select periods_back, dimension, member, decided_faults, followed_faults
  from int_faults_followed_counted
),

fixed as (
  select periods_back, dimension, member, repaired_tickets, fixed_first_time
  from int_first_time_fixes_counted
),

shipped as (
  select periods_back, dimension, member, shipped_units
  from int_shipments_counted
),

-- The overall row is there without any repair.
complete as (
  select periods_back, '' as dimension, '' as member
  from periods
  where periods_back <= 12
  union
  select periods_back, dimension, member from finished
  union
  select periods_back, dimension, member from followed
  union
  select periods_back, dimension, member from fixed
  union
  select periods_back, dimension, member from shipped
)

select
  periods_back,
  dimension,
  member,
  coalesce(finished.finished, 0) as finished,
  coalesce(finished.confirmed_faults, 0) as confirmed_faults,
  share_of(fixed.fixed_first_time, fixed.repaired_tickets) as first_time_fix_rate,
  share_of(followed.followed_faults, followed.decided_faults) as repeat_repair_rate,
  share_of(finished.no_fault_found, finished.finished) as no_fault_found_rate,
  share_of(coalesce(finished.out_of_box, 0), shipped.shipped_units) as out_of_box_rate,
  coalesce(finished.cost_in_warranty, 0) as cost_in_warranty,
  coalesce(finished.cost_out_of_warranty, 0) as cost_out_of_warranty,
  coalesce(finished.cost_warranty_unknown, 0) as cost_warranty_unknown,
  coalesce(fixed.repaired_tickets, 0) as repaired_tickets,
  coalesce(followed.decided_faults, 0) as decided_faults,
  coalesce(shipped.shipped_units, 0) as shipped_units
from complete
left join finished using (periods_back, dimension, member)
left join followed using (periods_back, dimension, member)
left join fixed using (periods_back, dimension, member)
left join shipped using (periods_back, dimension, member)
