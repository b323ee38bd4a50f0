-- one production month at one age of its lots: confirmed faults so far per thousand units (domain.md § 7)
-- key: produced_in, age_months
with lots as (
  select lot_no, produced_on, shipped_units, date_trunc('month', produced_on)::date as produced_in
  from int_lots_described
  where produced_on is not null
),

faults as (
  select repair_id, lot_no, finished_at
  from int_confirmed_faults
  where lot_no is not null
),

limits as (
  select as_of
  from parameters
),

-- All lots of a month are seen up to the age its youngest lot has reached, at most three years.
months as (
  select lots.produced_in, sum(lots.shipped_units)::bigint as shipped_units, max(lots.produced_on) as youngest_on
  from lots
  group by lots.produced_in
),

ages as (
  select months.produced_in, months.shipped_units, ages.age_months
  from months
  cross join (select unnest(range(1, 37)) as age_months) as ages
  cross join limits
  where months.youngest_on + to_months(ages.age_months::integer) <= limits.as_of
),

-- The age in whole months at which a fault counts for the first time; a fault before production counts from the first month on.
aged as (
  select
    lots.produced_in,
    greatest(1, date_sub('month', lots.produced_on::timestamp, faults.finished_at) + 1) as age_months,
    count(*) as faults
  from faults
  join lots using (lot_no)
  group by all
),

cumulated as (
  select
    ages.produced_in,
    ages.age_months,
    ages.shipped_units,
    coalesce(sum(aged.faults), 0)::bigint as faults
  from ages
  left join aged on aged.produced_in = ages.produced_in and aged.age_months <= ages.age_months
  group by ages.produced_in, ages.age_months, ages.shipped_units
),

rated as (
  select produced_in, age_months, shipped_units, faults, 1000 * share_of(faults, shipped_units) as faults_per_thousand_units
  from cumulated
)

select
  produced_in,
  age_months,
  shipped_units,
  faults,
  faults_per_thousand_units,
  -- At the same age: the months produced before that have reached it.
  count(faults_per_thousand_units) over earlier as earlier_months,
  min(faults_per_thousand_units) over earlier as earlier_lowest,
  max(faults_per_thousand_units) over earlier as earlier_highest
from rated
window earlier as (partition by age_months order by produced_in rows between unbounded preceding and 1 preceding)
