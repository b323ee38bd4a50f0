-- one important defect group without an action: the action the register proposes for it (domain.md § 8 A2)
-- key: action_id
with groups as (
  select
    group_id, feedback_id, model, product, lot_no, fault_code, affected, denominator, rate, class, confidence, reasons
  from defect_groups
  where info_class = 'important' and not is_assigned
),

limits as (select as_of from parameters)

select
  -- Identifiers are kept in upper case; group ids begin with a word in lower case.
  'P-' || upper(groups.group_id) as action_id,
  upper(groups.group_id) as source_id,
  groups.group_id,
  groups.feedback_id,
  groups.model,
  groups.product,
  groups.lot_no,
  groups.fault_code,
  groups.affected,
  groups.denominator,
  groups.rate,
  groups.class,
  groups.confidence,
  groups.reasons,
  -- The last day of the report: it is known there, and counts there once it is taken up.
  (limits.as_of - interval 1 day)::date as opened_on
from groups
cross join limits
