-- one row is a valid version of an action in an actions export
-- key: file_index, line
select action_id, opened_on, due_on, file_index, line
from raw_action_versions
