-- the flow of tickets in one period, overall (dimension '') and by team, product, province, technician, priority (domain.md § 6)
-- key: periods_back, dimension, member
with counted as (
  select
    periods_back, team, product, province, technician, priority, accepted, completed, cancelled, reopened, open_before, open,
    open_age_0_1, open_age_2_3, open_age_4_7, open_age_8_30, open_age_over_30, accepted_not_cancelled, accepted_resolved
  from int_service_counted
),

by_member as (
  select
    *,
    unnest([
      {dimension: '', member: ''},
      {dimension: 'team', member: team},
      {dimension: 'product', member: product},
      {dimension: 'province', member: province},
      {dimension: 'technician', member: technician},
      {dimension: 'priority', member: priority}
    ], recursive := true)
  from counted
  union all by name
  -- The overall row is there without any ticket.
  select periods_back, '' as dimension, '' as member
  from periods
  where periods_back <= 12
),

summed as (
  select
    periods_back,
    dimension,
    member,
    coalesce(sum(accepted), 0)::bigint as accepted,
    coalesce(sum(completed), 0)::bigint as completed,
    coalesce(sum(cancelled), 0)::bigint as cancelled,
    coalesce(sum(reopened), 0)::bigint as reopened,
    coalesce(sum(open_before), 0)::bigint as open_before,
    coalesce(sum(open), 0)::bigint as open,
    coalesce(sum(open_age_0_1), 0)::bigint as open_age_0_1,
    coalesce(sum(open_age_2_3), 0)::bigint as open_age_2_3,
    coalesce(sum(open_age_4_7), 0)::bigint as open_age_4_7,
    coalesce(sum(open_age_8_30), 0)::bigint as open_age_8_30,
    coalesce(sum(open_age_over_30), 0)::bigint as open_age_over_30,
    sum(accepted_resolved)::bigint as resolved,
    sum(accepted_not_cancelled)::bigint as to_resolve
  from by_member
  group by periods_back, dimension, member
)

select
  periods_back,
  dimension,
  member,
  accepted,
  completed,
  cancelled,
  reopened,
  open_before,
  open,
  open_age_0_1,
  open_age_2_3,
  open_age_4_7,
  open_age_8_30,
  open_age_over_30,
  share_of(resolved, to_resolve) as resolution_rate
from summed
