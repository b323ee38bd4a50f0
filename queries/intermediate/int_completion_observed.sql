-- one ticket of one cohort: accepted in a period or the two before it, not cancelled by the period's end (domain.md § 6)
-- key: periods_back, ticket_id
with tickets as (
  select ticket_id, accepted_at, completed_at, reopened_at, cancelled_at, team, product, province, technician, priority
  from int_service_tickets
),

-- The reported cohort, the one a period earlier, and the last one that shares no ticket with it.
cohorts as (
  select ends.periods_back, starts.starts_at, ends.ends_at
  from periods as ends
  join periods as starts on starts.periods_back = ends.periods_back + 2
  where ends.periods_back in (0, 1, 3)
),

known as (
  select
    cohorts.periods_back,
    cohorts.ends_at,
    tickets.*,
    not is_open_at(cohorts.ends_at, tickets.completed_at, tickets.reopened_at, tickets.cancelled_at) as is_completed
  from tickets
  join cohorts on tickets.accepted_at >= cohorts.starts_at and tickets.accepted_at < cohorts.ends_at
  where not coalesce(tickets.cancelled_at < cohorts.ends_at, false)
)

select
  periods_back,
  ticket_id,
  is_completed,
  -- To completion, or to the period's end for what is open then. A completion noted before the acceptance took no time.
  greatest(
    0, date_diff('second', instant_of(accepted_at), instant_of(case when is_completed then completed_at else ends_at end))
  ) as observed_seconds,
  team,
  product,
  province,
  technician,
  priority
from known
