-- one row is the newest actions export, by its place in export order; it may list no action
-- key: newest_file_index
select newest_file_index
from raw_newest_actions
