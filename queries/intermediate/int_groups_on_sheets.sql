-- one important group that gets a fact sheet: the twenty that come first, those of the period before quiet ones, by the lower bound of the rate
-- key: group_id
with groups as (
  select group_id, feedback_id, model, lot_no, fault_code, status, rate_low
  from int_defect_groups_classified
  where periods_back = 0 and info_class = 'important'
)

select
  group_id,
  feedback_id,
  model,
  lot_no,
  fault_code,
  row_number() over (order by status = 'quiet', rate_low desc nulls last, group_id) as sheet_no
from groups
qualify sheet_no <= 20
