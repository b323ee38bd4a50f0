-- one row is a sample received before as_of, with what was known of it then
-- key: sample_id
with
samples as (select * from raw_samples),
limits as (select as_of from parameters)

select
  samples.* replace (
    known_by(samples.tested_at, limits.as_of) as tested_at,
    known_by(samples.returned_at, limits.as_of) as returned_at
  )
from samples
cross join limits
where samples.received_at < limits.as_of
