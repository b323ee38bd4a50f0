-- one lot compared before or after an action took effect (domain.md § 8 A4)
-- key: action_id, lot_no
with answers as (
  select action_id, model, fault_code, first_fixed_lot
  from stg_actions
  where status <> 'cancelled' and first_fixed_lot is not null and model is not null and fault_code is not null
),

limits as (
  select as_of
  from parameters
),

lots as (
  select
    lots.lot_no,
    lots.model,
    lots.produced_on,
    lots.shipped_units,
    row_number() over (partition by lots.model order by lots.produced_on, lots.lot_no) as place,
    count(*) over (partition by lots.model) as lots_of_model
  from int_lots_described as lots
  cross join limits
  where lots.produced_on + interval 1 month <= limits.as_of
),

fixed as (
  select answers.action_id, answers.model, answers.fault_code, lots.place as fixed_place, lots.lots_of_model
  from answers
  join lots on lots.lot_no = answers.first_fixed_lot and lots.model = answers.model
)

select
  fixed.action_id,
  lots.lot_no,
  fixed.fault_code,
  lots.produced_on,
  lots.shipped_units,
  lots.place >= fixed.fixed_place as is_after
from fixed
join lots
  on lots.model = fixed.model
  -- As many lots directly before as there are from the first fixed one on.
  and lots.place >= fixed.fixed_place - (fixed.lots_of_model - fixed.fixed_place + 1)
