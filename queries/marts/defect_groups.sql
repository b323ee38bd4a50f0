-- one defect group known at as_of: a fault code in a lot, or a feedback slip (domain.md § 3)
-- key: group_id
with groups as (
  select
    periods_back, group_id, feedback_id, model, product, lot_no, fault_code, affected, denominator, rate, rate_low, rate_high,
    class, confidence, info_class, reasons, flags, status, first_at, last_seen_at
  from int_defect_groups_classified
)

select
  group_id,
  feedback_id,
  model,
  product,
  lot_no,
  fault_code,
  affected,
  denominator,
  rate,
  rate_low,
  rate_high,
  class,
  confidence,
  info_class,
  reasons,
  flags,
  status,
  first_at,
  last_seen_at
from groups
where periods_back = 0
