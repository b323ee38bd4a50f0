-- one improvement action opened before as_of, with its state then (domain.md § 8 A1)
-- key: action_id
with known_actions as (
  select
    action_id, source_id, model, fault_code, title, root_cause, owner, department, opened_on, due_on, closed_on, status,
    shop_floor, warehouse, market, tooling, documents, first_fixed_lot, verified_on, verified_by, is_closed_later, is_verified_later,
    file_index
  from stg_actions
),

limits as (
  select as_of::date as as_of_on, is_full_register
  from parameters
),

newest_file as (
  select max(file_index) as file_index
  from known_actions
),

judged as (
  select
    known_actions.*,
    known_actions.status in ('open', 'in_progress') or known_actions.is_closed_later as is_open,
    limits.as_of_on,
    -- The last file to list it had it open, and newer files do not list it.
    limits.is_full_register
      and known_actions.status in ('open', 'in_progress')
      and known_actions.file_index < newest_file.file_index as is_missing
  from known_actions
  cross join limits
  cross join newest_file
)

select
  action_id,
  source_id,
  model,
  fault_code,
  title,
  root_cause,
  owner,
  department,
  opened_on,
  due_on,
  closed_on,
  status,
  shop_floor,
  warehouse,
  market,
  tooling,
  documents,
  -- A3: containment is complete when nothing is pending.
  'pending' not in (
    coalesce(shop_floor, 'na'), coalesce(warehouse, 'na'), coalesce(market, 'na'), coalesce(tooling, 'na'), coalesce(documents, 'na')
  ) as is_contained,
  first_fixed_lot,
  verified_on,
  verified_by,
  is_open,
  is_open and due_on < as_of_on as is_overdue,
  case when is_open and due_on < as_of_on then as_of_on - due_on end as overdue_days,
  is_missing,
  status = 'verified' and not is_verified_later as is_verified
from judged
