-- one row is a feedback slip with everything the policy's clocks may start, stop or filter on
-- key: feedback_id
with
feedback as (select * from stg_feedback),
classes as (select feedback_id, info_class from int_slip_clock_classes)

select
  feedback.feedback_id,
  cast(null as varchar) as ticket_id,
  feedback.product,
  feedback.model,
  feedback.fault_code,
  feedback.characteristic,
  feedback.consequence,
  classes.info_class,
  feedback.received_at,
  feedback.received_at_precision,
  feedback.test_result_at,
  feedback.test_result_at_precision,
  feedback.measures_at,
  feedback.measures_at_precision,
  feedback.tracking_at,
  feedback.tracking_at_precision,
  feedback.closed_at,
  feedback.closed_at_precision
from feedback
left join classes on classes.feedback_id = feedback.feedback_id
