-- one calendar month of the twelve up to as_of on the fact sheet of a group in a lot: units whose first confirmed fault lies in it
-- key: group_id, month
with sheets as (
  select group_id, lot_no, fault_code
  from int_groups_on_sheets
  where feedback_id is null
),

faults as (
  select lot_no, fault_code, unit, finished_at
  from int_confirmed_faults
  where lot_no is not null
),

months as (
  select cast(unnest(generate_series(
    date_trunc('month', as_of - interval 1 day) - interval 11 months, date_trunc('month', as_of - interval 1 day), interval 1 month
  )) as date) as month
  from parameters
),

first_faults as (
  select sheets.group_id, faults.unit, min(faults.finished_at) as first_at
  from sheets
  join faults using (lot_no, fault_code)
  group by sheets.group_id, faults.unit
)

select sheets.group_id, months.month, count(first_faults.unit) as units
from sheets
cross join months
left join first_faults
  on first_faults.group_id = sheets.group_id
  and first_faults.first_at >= months.month
  and first_faults.first_at < months.month + interval 1 month
group by sheets.group_id, months.month
