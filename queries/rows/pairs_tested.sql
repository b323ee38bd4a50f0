-- one row is a tested pair of model and fault code with the counts of the test and its result
-- key: model, fault_code
with results as (
  select model, fault_code, count, expected, p_value, q_value, flagged
  from emerging
),

candidates as (
  select model, fault_code, baseline_count, exposure, baseline_exposure
  from emerging_candidates
)

select
  results.model,
  results.fault_code,
  results.count,
  candidates.baseline_count,
  candidates.exposure,
  candidates.baseline_exposure,
  results.expected,
  results.p_value,
  results.q_value,
  results.flagged
from results
join candidates using (model, fault_code)
