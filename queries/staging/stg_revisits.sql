-- one row is a revisit made before as_of, with what was known of it then
-- key: revisit_id
with
revisits as (select * from raw_revisits),
limits as (select as_of from parameters)

select revisits.* replace (known_by(revisits.followed_up_at, limits.as_of) as followed_up_at)
from revisits
cross join limits
where revisits.revisited_at < limits.as_of
