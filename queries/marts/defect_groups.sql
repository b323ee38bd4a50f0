-- one defect group known at as_of: a fault code in a lot, or a feedback slip, with the actions that answer it (domain.md § 3, § 8 A2)
-- key: group_id
with groups as (
  select
    periods_back, group_id, feedback_id, model, product, lot_no, fault_code, affected, denominator, rate, rate_low, rate_high,
    class, confidence, info_class, reasons, flags, status, first_at, last_seen_at
  from int_defect_groups_classified
  where periods_back = 0
),

answers as (
  select group_id, list(action_id order by action_id) as action_ids
  from int_group_actions
  group by group_id
)

select
  groups.group_id,
  groups.feedback_id,
  groups.model,
  groups.product,
  groups.lot_no,
  groups.fault_code,
  groups.affected,
  groups.denominator,
  groups.rate,
  groups.rate_low,
  groups.rate_high,
  groups.class,
  groups.confidence,
  groups.info_class,
  groups.reasons,
  groups.flags,
  groups.status,
  groups.first_at,
  groups.last_seen_at,
  answers.group_id is not null as is_assigned,
  -- The first in code order, for tables with room for one.
  answers.action_ids[1] as action_id,
  coalesce(answers.action_ids, []::varchar[]) as action_ids
from groups
left join answers using (group_id)
