-- one row is an action whose effect is judged, with the counts of the test and its verdict
-- key: action_id
with results as (
  select action_id, verdict, p_value, units_needed
  from action_effectiveness
),

candidates as (
  select
    action_id, model, fault_code, first_fixed_lot, age_months, lots_before, lots_after, units_before, units_after, faults_before,
    faults_after
  from action_effectiveness_candidates
)

select
  candidates.action_id,
  candidates.model,
  candidates.fault_code,
  candidates.first_fixed_lot,
  candidates.age_months,
  candidates.lots_before,
  candidates.lots_after,
  candidates.units_before,
  candidates.units_after,
  candidates.faults_before,
  candidates.faults_after,
  results.verdict,
  results.p_value,
  results.units_needed
from results
join candidates using (action_id)
