-- one value of one subject: how often it occurs in the reported period, most frequent first (domain.md § 7)
-- key: subject, member
with faults as (
  select fault_code, model, part, responsibility, finished_at
  from int_confirmed_faults
),

tickets as (
  select category, channel, accepted_at
  from int_service_tickets
),

named as (
  select
    finished_at as counted_at,
    unnest([
      {subject: 'fault_code', member: fault_code},
      {subject: 'model', member: coalesce(model, '')},
      {subject: 'part', member: coalesce(part, '')},
      {subject: 'responsibility', member: coalesce(responsibility, '')}
    ], recursive := true)
  from faults
  union all
  select
    accepted_at as counted_at,
    unnest([{subject: 'category', member: category}, {subject: 'channel', member: coalesce(channel, '')}], recursive := true)
  from tickets
),

counted as (
  select named.subject, named.member, count(*) as occurrences
  from named
  join periods on named.counted_at >= periods.starts_at and named.counted_at < periods.ends_at
  where periods.periods_back = 0
  group by named.subject, named.member
)

select
  subject,
  member,
  row_number() over ranked as rank,
  occurrences,
  share_of(occurrences, sum(occurrences) over (partition by subject)) as share,
  share_of(sum(occurrences) over ranked, sum(occurrences) over (partition by subject)) as cumulative_share
from counted
window ranked as (partition by subject order by occurrences desc, member)
