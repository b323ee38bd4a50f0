-- one row is a clock on a record that nobody can judge, or breached and still unstopped
-- key: clock, record_id
select clock::varchar as clock, record_id, start_at, due_at, outcome::varchar as outcome
from int_obligations_judged
where outcome = 'unknown' or is_unstopped
