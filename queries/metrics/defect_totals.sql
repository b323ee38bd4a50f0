-- the one row of defect groups known at as_of, whatever their status
-- key: as_of
with groups as (
  select group_id, class, info_class
  from defect_groups
),

totals as (
  select
    count(*) as total_groups,
    count(*) filter (class = 'batch') as total_batch,
    count(*) filter (info_class = 'important') as total_important
  from groups
)

select parameters.as_of, totals.total_groups, totals.total_batch, totals.total_important
from totals
cross join parameters
