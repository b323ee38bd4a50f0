-- one responsibility for faults found in the reported period, '' where it is not given: how many, at what cost, in which groups
-- key: responsibility
with repairs as (
  select responsibility, finished_at, is_confirmed_fault, is_out_of_box, cost
  from int_repairs_described
  where coalesce(result, 'fixed') <> 'no_fault_found'
),

faults as (
  select lot_no, fault_code, coalesce(responsibility, '') as responsibility, finished_at
  from int_confirmed_faults
),

groups as (
  select group_id, lot_no, fault_code, class, info_class
  from defect_groups
  where feedback_id is null and status <> 'quiet'
),

counted as (
  select
    repairs.responsibility,
    count(*) filter (periods.periods_back = 0) as faults,
    count(*) filter (periods.periods_back = 1) as faults_before,
    count(*) filter (periods.periods_back = 0 and repairs.is_confirmed_fault) as confirmed_faults,
    count(*) filter (periods.periods_back = 0 and repairs.is_out_of_box) as out_of_box,
    coalesce(sum(repairs.cost) filter (periods.periods_back = 0), 0) as cost
  from repairs
  join periods on repairs.finished_at >= periods.starts_at and repairs.finished_at < periods.ends_at
  where periods.periods_back <= 1
  group by repairs.responsibility
),

-- A group counts for every responsibility that one of its faults of the period was put down to.
answered as (
  select
    faults.responsibility,
    count(distinct groups.group_id) filter (groups.class = 'batch') as batch_groups,
    count(distinct groups.group_id) filter (groups.info_class = 'important') as important_groups
  from faults
  join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
  join groups using (lot_no, fault_code)
  where periods.periods_back = 0
  group by faults.responsibility
)

select
  counted.responsibility,
  counted.faults,
  counted.faults_before,
  counted.confirmed_faults,
  counted.out_of_box,
  counted.cost,
  coalesce(answered.batch_groups, 0) as batch_groups,
  coalesce(answered.important_groups, 0) as important_groups,
  sum(counted.faults) over () as all_faults,
  share_of(counted.faults, sum(counted.faults) over ()) as share
from counted
left join answered using (responsibility)
