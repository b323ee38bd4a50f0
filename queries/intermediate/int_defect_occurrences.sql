-- one occurrence of a (model, fault code): a slip, or a complaint record while it names no slip known by then (domain.md § 3 D6)
-- key: occurrence_id, known_from
with slips as (
  select feedback_id, model, fault_code, received_at, consequence
  from stg_feedback
),

complaints as (
  select feedback_id, opened_at
  from int_complaints_described
),

complaint_states as (
  select complaint_id, model, fault_code, opened_at, known_from, known_until
  from int_complaint_states
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
    slips.received_at as known_from,
    null::timestamp as known_until
  from slips
  left join complaints_of_slips using (feedback_id)
  union all
  -- A complaint older than its slip, ticket or lot stands for what it tells itself until that exists.
  select 'complaint:' || complaint_id, model, fault_code, opened_at, known_from, known_from, known_until
  from complaint_states
)

select occurrence_id, model, fault_code, occurred_at, consequence_at, known_from, known_until
from occurrences
where model is not null
  and fault_code is not null
  and fault_code not in (select fault_code from catch_all_codes)
