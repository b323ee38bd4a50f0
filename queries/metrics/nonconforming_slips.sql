-- one feedback slip of the reported period with units found nonconforming, and who answers for it
-- key: feedback_id
with slips as (
  select feedback_id, model, lot_no, fault_code, affected, denominator, rate, class, info_class, action_ids
  from defect_groups
  where feedback_id is not null and status = 'new' and affected > 0
),

named as (
  select distinct source_id, supplier
  from samples
  where supplier is not null
),

suppliers as (
  select source_id, list(supplier order by supplier) as suppliers
  from named
  group by source_id
),

answers as (
  select feedback_id, unnest(action_ids) as action_id
  from slips
),

responsible as (
  select distinct answers.feedback_id, actions.department
  from answers
  join actions using (action_id)
  where actions.department is not null
),

departments as (
  select feedback_id, list(department order by department) as departments
  from responsible
  group by feedback_id
)

select
  slips.feedback_id,
  slips.model,
  slips.lot_no,
  slips.fault_code,
  slips.affected as nonconforming,
  slips.denominator as inspected,
  slips.rate,
  slips.class,
  slips.info_class,
  coalesce(suppliers.suppliers, []::varchar[]) as suppliers,
  coalesce(departments.departments, []::varchar[]) as departments
from slips
left join suppliers on suppliers.source_id = slips.feedback_id
left join departments using (feedback_id)
