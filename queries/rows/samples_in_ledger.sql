-- one row is a sample received before as_of
-- key: sample_id
with ledger as (
  select sample_id, source_id, model, supplier, received_at, keeper, tested_at, returned_at, is_in_hand, is_untested
  from samples
)

select
  ledger.sample_id,
  ledger.source_id,
  ledger.model,
  ledger.supplier,
  ledger.received_at,
  ledger.keeper,
  ledger.tested_at,
  ledger.returned_at,
  ledger.received_at >= periods.starts_at as is_received_in_period,
  ledger.is_in_hand,
  ledger.is_untested
from ledger
cross join periods
where periods.periods_back = 0
