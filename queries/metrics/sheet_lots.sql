-- one lot on the fact sheet of a group: its own, up to five of the model produced before it and three after, all at its age
-- key: group_id, lot_no
with sheets as (
  select group_id, lot_no, fault_code
  from int_groups_on_sheets
  where lot_no is not null
),

limits as (
  select as_of
  from parameters
),

-- The group's own lot at its age in whole months, at most twelve; before its first month there is nothing to compare.
own as (
  select
    sheets.group_id,
    sheets.fault_code,
    lots.model,
    lots.lot_no,
    cast(least(12, date_sub('month', lots.produced_on::timestamp, limits.as_of)) as integer) as age_months
  from sheets
  join int_lots_described as lots using (lot_no)
  cross join limits
  where lots.produced_on + interval 1 month <= limits.as_of
),

-- Lots that have reached that age, in the order they were produced in.
ordered as (
  select
    own.group_id,
    own.fault_code,
    own.age_months,
    lots.lot_no,
    lots.produced_on,
    lots.shipped_units,
    lots.lot_no = own.lot_no as is_own,
    row_number() over (partition by own.group_id order by lots.produced_on, lots.lot_no) as place
  from own
  join int_lots_described as lots on lots.model = own.model
  cross join limits
  where lots.produced_on + to_months(own.age_months) <= limits.as_of
),

neighbours as (
  select ordered.*
  from ordered
  join ordered as centre on centre.group_id = ordered.group_id and centre.is_own
  where ordered.place between centre.place - 5 and centre.place + 3
),

faults as (
  select lot_no, fault_code, finished_at
  from int_confirmed_faults
  where lot_no is not null
),

fault_counts as (
  select neighbours.group_id, neighbours.lot_no, count(*) as faults
  from neighbours
  join faults
    on faults.lot_no = neighbours.lot_no
    and faults.fault_code = neighbours.fault_code
    and faults.finished_at < neighbours.produced_on + to_months(neighbours.age_months)
  group by neighbours.group_id, neighbours.lot_no
)

select
  neighbours.group_id,
  neighbours.lot_no,
  neighbours.is_own,
  neighbours.produced_on,
  neighbours.shipped_units,
  neighbours.age_months,
  coalesce(fault_counts.faults, 0) as faults,
  share_of(coalesce(fault_counts.faults, 0), neighbours.shipped_units) as faults_per_unit
from neighbours
left join fault_counts using (group_id, lot_no)
