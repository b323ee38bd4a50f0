-- the flow of tickets in one period, overall (dimension '') and by team, product, province, technician, priority (domain.md § 6)
-- key: periods_back, dimension, member
with tickets as (
  select
    periods_back, is_accepted, is_completed, is_reopened, is_cancelled, was_open, is_open, age_days,
    team, product, province, technician, priority
  from int_service_tickets_placed
),

counted as (
  select
    periods_back,
    grouped_dimension(grouping(team), grouping(product), grouping(province), grouping(technician), grouping(priority)) as dimension,
    coalesce(team, product, province, technician, priority, '') as member,
    count(*) filter (is_accepted) as accepted,
    count(*) filter (is_completed) as completed,
    count(*) filter (is_cancelled) as cancelled,
    count(*) filter (is_reopened) as reopened,
    count(*) filter (was_open) as open_before,
    count(*) filter (is_open) as open,
    count(*) filter (is_open and age_days <= 1) as open_age_0_1,
    count(*) filter (is_open and age_days between 2 and 3) as open_age_2_3,
    count(*) filter (is_open and age_days between 4 and 7) as open_age_4_7,
    count(*) filter (is_open and age_days between 8 and 30) as open_age_8_30,
    count(*) filter (is_open and age_days > 30) as open_age_over_30,
    -- Of those accepted, what is neither cancelled nor open is completed.
    count(*) filter (is_accepted and not is_cancelled) as to_resolve,
    count(*) filter (is_accepted and not is_cancelled and not is_open) as resolved
  from tickets
  group by grouping sets (
    (periods_back),
    (periods_back, team),
    (periods_back, product),
    (periods_back, province),
    (periods_back, technician),
    (periods_back, priority)
  )
),

-- The overall row is there without any ticket.
complete as (
  select periods_back, '' as dimension, '' as member
  from periods
  where periods_back <= 12
  union
  select periods_back, dimension, member from counted
)

select
  periods_back,
  dimension,
  member,
  coalesce(counted.accepted, 0) as accepted,
  coalesce(counted.completed, 0) as completed,
  coalesce(counted.cancelled, 0) as cancelled,
  coalesce(counted.reopened, 0) as reopened,
  coalesce(counted.open_before, 0) as open_before,
  coalesce(counted.open, 0) as open,
  coalesce(counted.open_age_0_1, 0) as open_age_0_1,
  coalesce(counted.open_age_2_3, 0) as open_age_2_3,
  coalesce(counted.open_age_4_7, 0) as open_age_4_7,
  coalesce(counted.open_age_8_30, 0) as open_age_8_30,
  coalesce(counted.open_age_over_30, 0) as open_age_over_30,
  share_of(counted.resolved, counted.to_resolve) as resolution_rate,
  coalesce(counted.to_resolve, 0) as to_resolve
from complete
left join counted using (periods_back, dimension, member)
