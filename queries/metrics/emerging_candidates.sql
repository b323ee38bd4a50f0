-- one (model, fault code) with at least two confirmed faults in the period, what the test of emerging issues needs (domain.md § 7)
-- key: model, fault_code
with pairs as (
  select periods_back, model, fault_code, faults
  from int_faults_by_pair
  where fault_code not in (select fault_code from catch_all_codes)
),

exposures as (
  select periods_back, model, exposed_units
  from int_model_exposures
),

first_fault as (
  select min(finished_at) as first_at
  from int_confirmed_faults
),

-- Previous periods from the first one with any confirmed fault on, at most twelve.
baseline as (
  select periods.periods_back
  from periods
  cross join first_fault
  where periods.periods_back between 1 and 12 and periods.ends_at > first_fault.first_at
),

baseline_faults as (
  select pairs.model, pairs.fault_code, sum(pairs.faults)::bigint as faults
  from pairs
  join baseline using (periods_back)
  group by pairs.model, pairs.fault_code
),

baseline_exposures as (
  select exposures.model, sum(exposures.exposed_units)::bigint as exposed_units
  from exposures
  join baseline using (periods_back)
  group by exposures.model
),

candidates as (
  select
    pairs.model,
    pairs.fault_code,
    pairs.faults as count,
    coalesce(baseline_faults.faults, 0) as baseline_count,
    coalesce(exposures.exposed_units, 0) as exposure,
    coalesce(baseline_exposures.exposed_units, 0) as baseline_exposure,
    (select count(*) from baseline) as baseline_periods
  from pairs
  left join baseline_faults using (model, fault_code)
  left join baseline_exposures using (model)
  left join exposures on exposures.model = pairs.model and exposures.periods_back = 0
  where pairs.periods_back = 0 and pairs.faults >= 2
)

select
  model,
  fault_code,
  count,
  baseline_count,
  exposure,
  baseline_exposure,
  baseline_periods,
  -- Null where nothing was shipped before: nothing can be expected of no units.
  baseline_count * share_of(exposure, baseline_exposure) as expected,
  exposure > 0 and baseline_periods >= 3 as is_tested
from candidates
