-- one improvement action opened before as_of, with its state then (domain.md § 8 A1)
-- key: action_id
with known_actions as (
  select
    action_id, source_id, model, fault_code, title, root_cause, owner, department, opened_on, due_on, closed_on, status,
    shop_floor, warehouse, market, tooling, documents, first_fixed_lot, verified_on, verified_by, is_closed_later, is_verified_later,
    file_index, is_edited, is_deleted
  from stg_actions
),

due_moves as (select action_id, first_due_on, due_moves from int_action_due_moves),

limits as (select as_of::date as as_of_on, period_start, is_full_register from parameters),

newest_file as (select max(newest_file_index) as file_index from stg_newest_actions),

judged as (
  select
    known_actions.*,
    known_actions.status in ('open', 'in_progress') or known_actions.is_closed_later as is_open,
    known_actions.status = 'verified' and not known_actions.is_verified_later as is_verified,
    limits.as_of_on,
    limits.period_start,
    limits.is_full_register and case
      when known_actions.is_deleted then
        known_actions.status <> 'cancelled' and not (known_actions.status = 'verified' and not known_actions.is_verified_later)
      when known_actions.is_edited then false
      -- The last file to list it had it open, and newer files do not list it; or none of the files does any more.
      else known_actions.status in ('open', 'in_progress') and coalesce(known_actions.file_index < newest_file.file_index, known_actions.file_index is null)
    end as is_missing
  from known_actions
  cross join limits
  cross join newest_file
)

select
  judged.action_id,
  judged.source_id,
  judged.model,
  judged.fault_code,
  judged.title,
  judged.root_cause,
  judged.owner,
  judged.department,
  judged.opened_on,
  judged.due_on,
  due_moves.first_due_on,
  due_moves.due_moves,
  judged.closed_on,
  judged.status,
  judged.shop_floor,
  judged.warehouse,
  judged.market,
  judged.tooling,
  judged.documents,
  -- A3: containment is complete when nothing is pending.
  'pending' not in (
    coalesce(shop_floor, 'na'), coalesce(warehouse, 'na'), coalesce(market, 'na'), coalesce(tooling, 'na'), coalesce(documents, 'na')
  ) as is_contained,
  judged.first_fixed_lot,
  judged.verified_on,
  judged.verified_by,
  is_open,
  is_open and opened_on < period_start as is_carried_over,
  -- Without a day of its end, a closed action is taken to have ended on the day it was opened.
  case when not is_open then greatest(opened_on, coalesce(closed_on, verified_on, opened_on)) end as ended_on,
  is_open and coalesce(due_on < as_of_on, false) as is_overdue,
  case when is_open and due_on < as_of_on then as_of_on - due_on end as overdue_days,
  is_missing,
  is_edited,
  is_deleted,
  is_verified
from judged
join due_moves using (action_id)
