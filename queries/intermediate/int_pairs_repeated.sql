-- one (model, fault code) with an occurrence, judged at one instant: a period's end, or the midnight after a slip of it was received
-- key: model, fault_code, judged_at
with occurrences as (
  select
    model, fault_code, occurred_at, consequence_at, known_from,
    -- The year before 29 February begins on 28 February: what happened that day lasts a day longer.
    least(
      known_until, greatest(occurred_at + interval 12 months, occurred_at + interval 1 day + interval 12 months - interval 1 day)
    ) as passes_at,
    known_until is not null or known_from > occurred_at as is_passing
  from int_defect_occurrences
),

slips as (
  select model, fault_code, date_trunc('day', received_at) + interval 1 day as judged_at
  from stg_feedback
),

instants as (
  select distinct model, fault_code, judged_at from slips
  union
  select distinct occurrences.model, occurrences.fault_code, periods.ends_at as judged_at
  from occurrences
  cross join periods
  where periods.periods_back <= 12
),

-- Time-ordered steps of each pair; a judged instant is a step that adds nothing.
steps as (
  select model, fault_code, occurred_at as step_at, 1 as occurred, 0 as passing, null::timestamp as had_consequence_at, false as is_judged
  from occurrences
  where not is_passing
  union all
  select model, fault_code, known_from, 0, 1, null, false from occurrences where is_passing and known_from < passes_at
  union all
  select model, fault_code, passes_at, 0, -1, null, false from occurrences where is_passing and known_from < passes_at
  union all
  select model, fault_code, consequence_at, 0, 0, occurred_at, false from occurrences where not is_passing and consequence_at is not null
  union all
  select model, fault_code, judged_at, 0, 0, null, true from instants
),

counted as (
  select
    model,
    fault_code,
    step_at as judged_at,
    is_judged,
    coalesce(sum(occurred) over last_year, 0) as occurrences,
    -- Complaints that are known as this pair for a time within their year: each a consequence of its own.
    coalesce(sum(passing) over so_far, 0) as passing,
    max(had_consequence_at) over so_far as last_consequence_at
  from steps
  window
    last_year as (
      partition by model, fault_code order by step_at range between interval 12 months preceding and interval 1 microsecond preceding
    ),
    so_far as (partition by model, fault_code order by step_at range between unbounded preceding and interval 1 microsecond preceding)
)

select
  model,
  fault_code,
  judged_at,
  (occurrences + passing)::bigint as occurrences,
  occurrences + passing >= 2
    and (passing > 0 or coalesce(last_consequence_at >= judged_at - interval 12 months, false)) as is_repeated
from counted
where is_judged
