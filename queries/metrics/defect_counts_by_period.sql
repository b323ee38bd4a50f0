-- one period: its new and grown defect groups as judged at its end, and its faults without a lot
-- key: periods_back
with groups as (
  select periods_back, group_id, class, confidence, info_class, status
  from int_defect_groups_classified
  where status <> 'quiet'
),

faults as (
  select repair_id, finished_at
  from int_confirmed_faults
  where lot_no is null
),

group_counts as (
  select
    periods_back,
    count(*) as groups,
    count(*) filter (class = 'batch') as batch,
    count(*) filter (class = 'minor') as minor,
    count(*) filter (class = 'unrated') as unrated,
    count(*) filter (info_class = 'important') as important,
    count(*) filter (info_class = 'general') as general,
    count(*) filter (status = 'new') as new,
    count(*) filter (status = 'grown') as grown,
    count(*) filter (class = 'batch' and confidence = 'confirmed') as batch_confirmed,
    count(*) filter (class = 'batch' and confidence = 'uncertain') as batch_uncertain
  from groups
  group by periods_back
),

fault_counts as (
  select periods.periods_back, count(*) as faults_without_lot
  from faults
  join periods on faults.finished_at >= periods.starts_at and faults.finished_at < periods.ends_at
  group by periods.periods_back
)

select
  periods.periods_back,
  periods.period,
  coalesce(group_counts.groups, 0) as groups,
  coalesce(group_counts.batch, 0) as batch,
  coalesce(group_counts.minor, 0) as minor,
  coalesce(group_counts.unrated, 0) as unrated,
  coalesce(group_counts.important, 0) as important,
  coalesce(group_counts.general, 0) as general,
  coalesce(group_counts.new, 0) as new,
  coalesce(group_counts.grown, 0) as grown,
  coalesce(group_counts.batch_confirmed, 0) as batch_confirmed,
  coalesce(group_counts.batch_uncertain, 0) as batch_uncertain,
  coalesce(fault_counts.faults_without_lot, 0) as faults_without_lot
from periods
left join group_counts using (periods_back)
left join fault_counts using (periods_back)
where periods.periods_back <= 12
