-- one row is a feedback slip received before as_of, with what was known of it then
-- key: feedback_id
with
feedback as (select * from raw_feedback),
limits as (select as_of from parameters)

select
  feedback.* replace (
    known_by(feedback.test_result_at, limits.as_of) as test_result_at,
    known_by(feedback.measures_at, limits.as_of) as measures_at,
    known_by(feedback.tracking_at, limits.as_of) as tracking_at,
    known_by(feedback.closed_at, limits.as_of) as closed_at
  )
from feedback
cross join limits
where feedback.received_at < limits.as_of
