-- one province on the fact sheet of a group in a lot: the units with a confirmed fault whose ticket names it ('' where it names none)
-- key: group_id, province
with sheets as (
  select group_id, lot_no, fault_code
  from int_groups_on_sheets
  where feedback_id is null
),

faults as (
  select lot_no, fault_code, unit, coalesce(province_short_name(province), '') as province
  from int_confirmed_faults
  where lot_no is not null
)

select sheets.group_id, faults.province, count(distinct faults.unit) as units
from sheets
join faults using (lot_no, fault_code)
group by sheets.group_id, faults.province
