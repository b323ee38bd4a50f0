-- tickets of one period by what became of them, for one team, product, province, technician and priority
-- key: periods_back, team, product, province, technician, priority
with tickets as (
  select
    periods_back, is_accepted, is_completed, is_reopened, is_cancelled, was_open, is_open, age_days,
    team, product, province, technician, priority
  from int_service_tickets_placed
)

select
  periods_back,
  team,
  product,
  province,
  technician,
  priority,
  count(*) filter (is_accepted) as accepted,
  count(*) filter (is_completed) as completed,
  count(*) filter (is_cancelled) as cancelled,
  count(*) filter (is_reopened) as reopened,
  count(*) filter (was_open) as open_before,
  count(*) filter (is_open) as open,
  count(*) filter (is_open and age_days <= 1) as open_age_0_1,
  count(*) filter (is_open and age_days between 2 and 3) as open_age_2_3,
  count(*) filter (is_open and age_days between 4 and 7) as open_age_4_7,
  count(*) filter (is_open and age_days between 8 and 30) as open_age_8_30,
  count(*) filter (is_open and age_days > 30) as open_age_over_30,
  -- Of those accepted: neither cancelled nor open is completed.
  count(*) filter (is_accepted and not is_cancelled) as accepted_not_cancelled,
  count(*) filter (is_accepted and not is_cancelled and not is_open) as accepted_resolved
from tickets
group by periods_back, team, product, province, technician, priority
