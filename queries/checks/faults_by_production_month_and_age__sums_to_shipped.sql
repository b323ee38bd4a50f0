-- one row is a production month and age whose units are not those shipped of its lots, or whose faults are fewer than at the age before
-- key: produced_in, age_months
with lots as (
  select date_trunc('month', produced_on)::date as produced_in, sum(shipped_units) as shipped_units
  from int_lots_described
  where produced_on is not null
  group by produced_in
),

months as (
  select produced_in, age_months, shipped_units, faults, lag(faults, 1, 0) over (partition by produced_in order by age_months) as faults_before
  from faults_by_production_month_and_age
)

select months.produced_in, months.age_months, months.shipped_units, lots.shipped_units as units_of_lots, months.faults, months.faults_before
from months
left join lots using (produced_in)
where months.shipped_units is distinct from lots.shipped_units
  or months.faults < months.faults_before
