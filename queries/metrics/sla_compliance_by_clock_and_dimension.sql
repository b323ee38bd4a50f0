-- one row is a clock in a period, overall (dimension '') or for one member of a dimension; pending is known for period 0 only
-- key: periods_back, clock, dimension, member
with
grouped as (select periods_back, clock, dimension, member, met, breached, pending from int_obligations_counted),
clocks as (select clock, clock_group from policy_clocks),
compared as (select periods_back from periods),

-- Every clock has a figure in every period, also where nothing fell due.
overall as (
  select compared.periods_back, clocks.clock, '' as dimension, '' as member
  from compared
  cross join clocks
),

shown as (
  select periods_back, clock, dimension, member from overall
  union
  select periods_back, clock, dimension, member from grouped
)

select
  shown.periods_back,
  shown.clock,
  clocks.clock_group,
  shown.dimension,
  shown.member,
  coalesce(grouped.met, 0) + coalesce(grouped.breached, 0) as due,
  coalesce(grouped.met, 0) as met,
  coalesce(grouped.breached, 0) as breached,
  case when shown.periods_back = 0 then coalesce(grouped.pending, 0) end as pending,
  grouped.met / nullif(grouped.met + grouped.breached, 0) as compliance
from shown
inner join clocks on clocks.clock = shown.clock
left join grouped
  on grouped.periods_back = shown.periods_back
  and grouped.clock = shown.clock
  and grouped.dimension = shown.dimension
  and grouped.member = shown.member
order by shown.periods_back, shown.clock, shown.dimension, shown.member
