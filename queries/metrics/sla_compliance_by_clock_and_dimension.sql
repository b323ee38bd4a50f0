-- one row is a clock in a period, overall (dimension '') or for one member of a dimension; pending is known for period 0 only
-- key: periods_back, clock, dimension, member
with
judged as (
  select coalesce(periods_back, 0) as periods_back, clock, outcome, team, product, province, priority, customer_type
  from obligations
  where periods_back is not null or outcome = 'pending'
),
clocks as (select clock, clock_group from policy_clocks),
compared as (select periods_back from periods),

grouped as (
  select
    periods_back,
    clock,
    case
      when grouping(team) = 0 then 'team'
      when grouping(product) = 0 then 'product'
      when grouping(province) = 0 then 'province'
      when grouping(priority) = 0 then 'priority'
      when grouping(customer_type) = 0 then 'customer_type'
      else ''
    end as dimension,
    -- Of the five only the one grouped by is filled.
    coalesce(team, product, province, priority, customer_type, '') as member,
    count(*) filter (where outcome = 'met') as met,
    count(*) filter (where outcome = 'breached') as breached,
    count(*) filter (where outcome = 'pending') as pending
  from judged
  group by grouping sets (
    (periods_back, clock),
    (periods_back, clock, team),
    (periods_back, clock, product),
    (periods_back, clock, province),
    (periods_back, clock, priority),
    (periods_back, clock, customer_type)
  )
),

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
