-- one occurrence of a (model, fault code): a slip, or a complaint record that names no slip (domain.md § 3 D6)
-- key: occurrence_id
with slips as (
  select feedback_id, model, fault_code, received_at, consequence
  from stg_feedback
),

complaints as (
  select complaint_id, feedback_id, slip_received_at, model, fault_code, model_without_slip, fault_code_without_slip, opened_at
  from int_complaints_described
),

complaints_of_slips as (
  select feedback_id, min(opened_at) as first_opened_at
  from complaints
  where feedback_id is not null
  group by feedback_id
),

occurrences as (
  select
    'slip:' || slips.feedback_id as occurrence_id,
    slips.model,
    slips.fault_code,
    slips.received_at as occurred_at,
    -- From when the consequence is known; null while there is none.
    case
      when coalesce(slips.consequence, 'none') <> 'none' then slips.received_at
      when complaints_of_slips.first_opened_at is not null then greatest(slips.received_at, complaints_of_slips.first_opened_at)
    end as consequence_at,
    null::timestamp as superseded_at
  from slips
  left join complaints_of_slips using (feedback_id)
  union all
  select 'complaint:' || complaint_id, model, fault_code, opened_at, opened_at, null
  from complaints
  where feedback_id is null
  union all
  -- A complaint older than the slip it names stands for itself until the slip is received.
  select 'complaint:' || complaint_id, model_without_slip, fault_code_without_slip, opened_at, opened_at, slip_received_at
  from complaints
  where feedback_id is not null and opened_at < slip_received_at
)

select occurrence_id, model, fault_code, occurred_at, consequence_at, superseded_at
from occurrences
where model is not null
  and fault_code is not null
  and fault_code not in (select fault_code from catch_all_codes)
