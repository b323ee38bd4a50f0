-- one revisit that reached the customer; it did unless it says otherwise (domain.md § 4)
-- key: revisit_id
-- view: it is sooner read again than stored
select *
from stg_revisits
where coalesce(reached, true)
