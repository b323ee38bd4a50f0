-- one important defect group known at as_of, with the actions that answer it (domain.md § 8 A2)
-- key: group_id
with groups as (
  select
    group_id, feedback_id, model, product, lot_no, fault_code, affected, denominator, rate, rate_low, rate_high, class, confidence,
    reasons, flags, status, first_at
  from int_defect_groups_classified
  where periods_back = 0 and info_class = 'important'
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
  groups.reasons,
  groups.flags,
  groups.status,
  groups.first_at,
  coalesce(answers.action_ids, []::varchar[]) as action_ids,
  answers.group_id is not null as is_assigned
from groups
left join answers using (group_id)
