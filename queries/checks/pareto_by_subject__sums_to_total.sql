-- one row is a subject whose members do not add up to all faults or tickets of the reported period, or whose shares do not end at 1
-- key: subject
with frequencies as (
  select subject, sum(occurrences) as occurrences, max(rank) as members, count(*) as ranks, max(cumulative_share) as cumulative_share
  from pareto_by_subject
  group by subject
),

totals as (
  select repairs.confirmed_faults, service.accepted
  from repairs_by_dimension as repairs
  join service_by_dimension as service using (periods_back, dimension, member)
  where periods_back = 0 and dimension = ''
)

select
  frequencies.subject,
  frequencies.occurrences,
  totals.confirmed_faults,
  totals.accepted,
  frequencies.members,
  frequencies.ranks,
  frequencies.cumulative_share
from frequencies
cross join totals
where frequencies.occurrences
  <> case when frequencies.subject in ('category', 'channel') then totals.accepted else totals.confirmed_faults end
  or frequencies.members <> frequencies.ranks
  or frequencies.cumulative_share <> 1
