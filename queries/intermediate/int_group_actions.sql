-- one defect group and one action that answers it (domain.md § 8 A2)
-- key: group_id, action_id
with groups as (
  select group_id, feedback_id, lot_no, model, fault_code, first_at
  from int_defect_groups_classified
  where periods_back = 0
),

answers as (
  select action_id, source_id, model, fault_code, verified_on, status = 'verified' and not is_verified_later as is_verified
  from stg_actions
  where status <> 'cancelled'
),

-- Four equalities instead of one join with alternatives, which would compare every group with every action.
matches as (
  -- Identifiers are stored in upper case, group ids are not.
  select groups.group_id, answers.action_id from groups join answers on answers.source_id = upper(groups.group_id)
  union
  select groups.group_id, answers.action_id from groups join answers on answers.source_id = groups.lot_no
  union
  select groups.group_id, answers.action_id from groups join answers on answers.source_id = groups.feedback_id
  union
  select groups.group_id, answers.action_id
  from groups
  join answers on answers.model = groups.model and answers.fault_code = groups.fault_code
)

select matches.group_id, matches.action_id
from matches
join groups using (group_id)
join answers using (action_id)
-- What was verified before the group appeared did not prevent it.
where not answers.is_verified or coalesce(answers.verified_on > groups.first_at::date, false)
