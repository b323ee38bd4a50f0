-- one row is a complaint, batch return or claim opened before as_of, with what was known of it then
-- key: complaint_id
with
complaints as (select * from raw_complaints),
limits as (select as_of from parameters)

select
  complaints.* replace (
    known_by(complaints.replied_at, limits.as_of) as replied_at,
    known_by(complaints.closed_at, limits.as_of) as closed_at
  )
from complaints
cross join limits
where complaints.opened_at < limits.as_of
