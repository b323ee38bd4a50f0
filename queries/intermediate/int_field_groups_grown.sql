-- one field group (lot, fault code) in one period that brought it new units; in period 0 also the groups that did not grow
-- key: lot_no, fault_code, periods_back
with faults as (
  select repair_id, lot_no, fault_code, unit, finished_at
  from int_confirmed_faults
  where lot_no is not null
),

units as (
  select lot_no, fault_code, unit, min(finished_at) as first_at, max(finished_at) as last_at
  from faults
  group by lot_no, fault_code, unit
),

-- Units older than the trend count as those of a period before it.
units_added as (
  select
    units.lot_no,
    units.fault_code,
    coalesce(periods.periods_back, 1000) as periods_back,
    count(*) as added_units,
    min(units.first_at) as first_at
  from units
  left join periods
    on units.first_at >= periods.starts_at and units.first_at < periods.ends_at
  group by all
),

groups as (
  select lot_no, fault_code, max(last_at) as last_fault_at
  from units
  group by lot_no, fault_code
),

judged as (
  select lot_no, fault_code, periods_back, added_units, first_at from units_added
  union all
  select lot_no, fault_code, 0 as periods_back, 0 as added_units, null as first_at from groups
),

summed as (
  select lot_no, fault_code, periods_back, sum(added_units)::bigint as added_units, min(first_at) as first_at
  from judged
  group by lot_no, fault_code, periods_back
),

accumulated as (
  select
    lot_no,
    fault_code,
    periods_back,
    added_units,
    sum(added_units) over until_then as affected,
    min(first_at) over until_then as first_at
  from summed
  window until_then as (partition by lot_no, fault_code order by periods_back desc)
)

select
  accumulated.lot_no,
  accumulated.fault_code,
  accumulated.periods_back,
  accumulated.added_units,
  accumulated.affected::bigint as affected,
  accumulated.first_at,
  -- Of the whole group: what later periods added matters only for periods that grew, and those had a fault of their own.
  groups.last_fault_at
from accumulated
join groups using (lot_no, fault_code)
where accumulated.periods_back <= 12
