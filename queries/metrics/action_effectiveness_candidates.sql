-- one action that names its first fixed lot, model and fault code, with the counts its effect is judged by (domain.md § 8 A4)
-- key: action_id
with answers as (
  select action_id, model, fault_code, first_fixed_lot
  from actions
  where status <> 'cancelled' and first_fixed_lot is not null and model is not null and fault_code is not null
),

lots as (
  select action_id, lot_no, fault_code, produced_on, shipped_units, is_after
  from int_action_lots
),

faults as (
  select lot_no, fault_code, finished_at
  from int_confirmed_faults
  where lot_no is not null
),

limits as (
  select as_of
  from parameters
),

-- All lots are seen up to the age the youngest has reached, at most twelve months.
ages as (
  select lots.action_id, least(12, date_sub('month', max(lots.produced_on)::timestamp, min(limits.as_of))) as age_months
  from lots
  cross join limits
  group by lots.action_id
),

fault_counts as (
  select
    lots.action_id,
    count(*) filter (lots.is_after) as faults_after,
    count(*) filter (not lots.is_after) as faults_before
  from lots
  join ages using (action_id)
  join faults
    on faults.lot_no = lots.lot_no
    and faults.fault_code = lots.fault_code
    and faults.finished_at < lots.produced_on + to_months(ages.age_months::integer)
  group by lots.action_id
),

units as (
  select
    action_id,
    count(*) filter (is_after) as lots_after,
    count(*) filter (not is_after) as lots_before,
    coalesce(sum(shipped_units) filter (is_after), 0)::bigint as units_after,
    coalesce(sum(shipped_units) filter (not is_after), 0)::bigint as units_before
  from lots
  group by action_id
)

select
  answers.action_id,
  answers.model,
  answers.fault_code,
  answers.first_fixed_lot,
  ages.age_months,
  coalesce(units.lots_before, 0) as lots_before,
  coalesce(units.lots_after, 0) as lots_after,
  coalesce(units.units_before, 0) as units_before,
  coalesce(units.units_after, 0) as units_after,
  coalesce(fault_counts.faults_before, 0) as faults_before,
  coalesce(fault_counts.faults_after, 0) as faults_after
from answers
left join units using (action_id)
left join ages using (action_id)
left join fault_counts using (action_id)
