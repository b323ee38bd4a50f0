-- one defect group with its classes at the end of one period that brought it something new; in period 0 every group known
-- key: periods_back, group_id
with groups as (
  select
    periods_back, group_id, feedback_id, model, product, lot_no, fault_code, affected, denominator, first_at, last_seen_at, last_shipped_on, status
  from int_defect_groups_observed
),

limits as (
  select defect_threshold, is_threshold_inclusive
  from parameters
),

pairs as (
  select model, fault_code, judged_at, is_repeated
  from int_pairs_repeated
),

rated as (
  select
    groups.*,
    periods.ends_at,
    limits.defect_threshold,
    defect_class(groups.affected, groups.denominator, limits.defect_threshold, limits.is_threshold_inclusive) as class,
    -- Units cannot outnumber those shipped: the flag says so, the interval treats all as affected.
    wilson_interval(least(groups.affected, groups.denominator), groups.denominator) as wilson,
    coalesce(pairs.is_repeated, false) and groups.last_seen_at >= periods.ends_at - interval 12 months as is_repeated
  from groups
  join periods using (periods_back)
  cross join limits
  left join pairs
    on pairs.model = groups.model and pairs.fault_code = groups.fault_code and pairs.judged_at = periods.ends_at
)

select
  periods_back,
  group_id,
  feedback_id,
  model,
  product,
  lot_no,
  fault_code,
  affected,
  denominator,
  case when class <> 'unrated' then share_of(affected, denominator) end as rate,
  case when class <> 'unrated' then wilson.low end as rate_low,
  case when class <> 'unrated' then wilson.high end as rate_high,
  class,
  case
    when class = 'unrated' then null
    when wilson.low > defect_threshold::double then 'confirmed'
    when wilson.high <= defect_threshold::double then 'cleared'
    else 'uncertain'
  end as confidence,
  case when class = 'batch' or is_repeated then 'important' else 'general' end as info_class,
  list_concat(
    case when class = 'batch' then ['batch_rate'] else []::varchar[] end,
    case when is_repeated then ['repeat_with_consequence'] else []::varchar[] end
  ) as reasons,
  case
    when class = 'unrated' then []::varchar[]
    else list_concat(
      case when affected > denominator then ['denominator_suspect'] else []::varchar[] end,
      case when last_shipped_on > ends_at::date - 90 then ['immature'] else []::varchar[] end,
      case when denominator < 5 then ['small_lot'] else []::varchar[] end
    )
  end as flags,
  status,
  first_at,
  last_seen_at
from rated
