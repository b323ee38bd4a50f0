-- one row is a period whose complaint records are not those of the three kinds, or, reported, not those listed with their amounts
-- key: periods_back
with counts as (
  select periods_back, opened, complaint, batch_return, claim, amount
  from complaints_by_period
),

listed as (
  select count(*) as opened, coalesce(sum(amount), 0) as amount
  from complaints_by_record
)

select counts.periods_back, counts.opened, counts.complaint, counts.batch_return, counts.claim, counts.amount
from counts
cross join listed
where counts.opened <> counts.complaint + counts.batch_return + counts.claim
  or (counts.periods_back = 0 and (counts.opened <> listed.opened or counts.amount <> listed.amount))
