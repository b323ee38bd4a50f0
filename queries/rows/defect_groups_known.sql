-- one row is a defect group known at as_of: a fault code in a lot, or a feedback slip
-- key: group_id
with groups as (
  select
    group_id, feedback_id, model, lot_no, fault_code, affected, denominator, rate, class, confidence, info_class, reasons, flags, status,
    is_assigned, action_id
  from defect_groups
)

select
  group_id,
  feedback_id,
  model,
  affected,
  denominator,
  rate,
  class,
  confidence,
  info_class,
  array_to_string(reasons, ' ') as reasons,
  array_to_string(flags, ' ') as flags,
  status,
  is_assigned,
  action_id
from groups
