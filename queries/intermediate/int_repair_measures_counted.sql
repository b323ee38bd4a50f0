-- one count or cost of repairs in one period, for one team, product, province, technician and priority
-- key: periods_back, measure, team, product, province, technician, priority
with repairs as (
  select
    repair_id, finished_at, result, is_confirmed_fault, is_out_of_box, cost, is_in_warranty, team, product, province, technician, priority
  from int_repairs_described
),

faults as (
  select repair_id, decided_at, is_followed
  from int_faults_followed
),

fixes as (
  select periods_back, is_fixed_first_time, team, product, province, technician, priority
  from int_first_time_fixes
),

finished as (
  select
    periods.periods_back,
    repairs.team,
    repairs.product,
    repairs.province,
    repairs.technician,
    repairs.priority,
    count(*)::decimal(38, 4) as finished,
    (count(*) filter (repairs.is_confirmed_fault))::decimal(38, 4) as confirmed_faults,
    (count(*) filter (repairs.result = 'no_fault_found'))::decimal(38, 4) as no_fault_found,
    (count(*) filter (repairs.is_out_of_box))::decimal(38, 4) as out_of_box,
    coalesce(sum(repairs.cost) filter (repairs.is_in_warranty), 0)::decimal(38, 4) as cost_in_warranty,
    coalesce(sum(repairs.cost) filter (not repairs.is_in_warranty), 0)::decimal(38, 4) as cost_out_of_warranty,
    coalesce(sum(repairs.cost) filter (repairs.is_in_warranty is null), 0)::decimal(38, 4) as cost_warranty_unknown
  from repairs
  join periods on repairs.finished_at >= periods.starts_at and repairs.finished_at < periods.ends_at
  where periods.periods_back <= 12
  group by all
),

decided as (
  select
    periods.periods_back,
    repairs.team,
    repairs.product,
    repairs.province,
    repairs.technician,
    repairs.priority,
    count(*)::decimal(38, 4) as decided_faults,
    (count(*) filter (faults.is_followed))::decimal(38, 4) as followed_faults
  from faults
  join repairs using (repair_id)
  join periods on faults.decided_at >= periods.starts_at and faults.decided_at < periods.ends_at
  where periods.periods_back <= 12
  group by all
),

fixed as (
  select
    periods_back, team, product, province, technician, priority,
    count(*)::decimal(38, 4) as repaired_tickets,
    (count(*) filter (is_fixed_first_time))::decimal(38, 4) as fixed_first_time
  from fixes
  group by all
)

select periods_back, measure, team, product, province, technician, priority, amount
from (unpivot finished on finished, confirmed_faults, no_fault_found, out_of_box, cost_in_warranty, cost_out_of_warranty, cost_warranty_unknown into name measure value amount)
union all
select periods_back, measure, team, product, province, technician, priority, amount
from (unpivot decided on decided_faults, followed_faults into name measure value amount)
union all
select periods_back, measure, team, product, province, technician, priority, amount
from (unpivot fixed on repaired_tickets, fixed_first_time into name measure value amount)
