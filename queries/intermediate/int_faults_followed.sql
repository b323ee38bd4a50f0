-- one confirmed fault of a unit with a serial number, and whether the unit failed again within 30 × 24 hours (domain.md § 6)
-- key: repair_id
with faults as (
  select repair_id, serial_no, instant_of(finished_at) as finished_at
  from int_confirmed_faults
  where serial_no is not null
),

followed as (
  select
    repair_id,
    local_of(finished_at + interval 720 hours) as decided_at,
    min(finished_at) over (
      partition by serial_no order by finished_at range between interval 1 microsecond following and interval 720 hours following
    ) as failed_again_at
  from faults
)

select repair_id, decided_at, failed_again_at is not null as is_followed
from followed
