-- one row is a planned contact after a purchase made before as_of, with what was known of it then
-- key: followup_id
with
followups as (select * from raw_followups),
limits as (select as_of from parameters)

select followups.* replace (known_by(followups.done_at, limits.as_of) as done_at)
from followups
cross join limits
where followups.purchased_on < limits.as_of
