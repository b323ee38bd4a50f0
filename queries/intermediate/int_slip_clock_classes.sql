-- one slip with the class known at the end of the day it was received, which decides its clocks for good (domain.md § 4)
-- key: feedback_id
-- view: one model reads it, once
with slips as (
  select feedback_id, model, fault_code, received_at, nonconforming_qty, inspected_qty
  from stg_feedback
),

pairs as (
  select model, fault_code, judged_at, is_repeated
  from int_pairs_repeated
),

limits as (
  select defect_threshold, is_threshold_inclusive
  from parameters
)

select
  slips.feedback_id,
  case
    when defect_class(slips.nonconforming_qty, slips.inspected_qty, limits.defect_threshold, limits.is_threshold_inclusive) = 'batch'
      then 'important'
    when coalesce(pairs.is_repeated, false) then 'important'
    else 'general'
  end as info_class
from slips
cross join limits
left join pairs
  on pairs.model = slips.model
  and pairs.fault_code = slips.fault_code
  and pairs.judged_at = date_trunc('day', slips.received_at) + interval 1 day
