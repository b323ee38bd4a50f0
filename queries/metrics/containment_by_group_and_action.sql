-- one action that answers an important group with a fact sheet, with its state and what it has contained by as_of (domain.md § 8 A2, A3)
-- key: group_id, action_id
with sheets as (
  select group_id, sheet_no
  from int_groups_on_sheets
),

answers as (
  select group_id, action_id
  from int_group_actions
),

known_actions as (
  select
    action_id, title, owner, department, due_on, status, is_open, is_overdue, overdue_days, is_missing, is_contained,
    shop_floor, warehouse, market, tooling, documents
  from actions
)

select
  sheets.group_id,
  answers.action_id,
  sheets.sheet_no,
  known_actions.title,
  known_actions.owner,
  known_actions.department,
  known_actions.due_on,
  known_actions.status,
  known_actions.is_open,
  known_actions.is_overdue,
  known_actions.overdue_days,
  known_actions.is_missing,
  known_actions.shop_floor,
  known_actions.warehouse,
  known_actions.market,
  known_actions.tooling,
  known_actions.documents,
  -- Contained is what nothing is pending of and something is known of: an action that nobody filled in contains nothing yet.
  case
    when not known_actions.is_contained then 'pending'
    when 'done' in (
      coalesce(shop_floor, 'na'), coalesce(warehouse, 'na'), coalesce(market, 'na'), coalesce(tooling, 'na'), coalesce(documents, 'na')
    ) then 'done'
    else 'unknown'
  end as containment
from sheets
join answers using (group_id)
join known_actions using (action_id)
