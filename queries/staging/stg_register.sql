-- one row is a row of the living register, an action or a proposal
-- key: action_id
select action_id, opened_on, counts_as_action(is_exported, was_action, owner, due_on) as is_action
from raw_register
