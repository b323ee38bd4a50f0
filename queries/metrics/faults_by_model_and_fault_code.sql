-- one (model, fault code) with confirmed faults in one period, beside the units of the model in service (domain.md § 7)
-- key: periods_back, model, fault_code
with pairs as (
  select periods_back, model, fault_code, faults
  from int_faults_by_pair
),

exposures as (
  select periods_back, model, exposed_units
  from int_model_exposures
)

select
  pairs.periods_back,
  pairs.model,
  pairs.fault_code,
  pairs.faults,
  exposures.exposed_units,
  1000 * share_of(pairs.faults, exposures.exposed_units) as faults_per_thousand_units
from pairs
left join exposures using (periods_back, model)
