-- one returned sample received before as_of
-- key: sample_id
with ledger as (
  select sample_id, source_id, model, supplier, received_at, keeper, tested_at, returned_at
  from stg_samples
)

select
  sample_id,
  source_id,
  model,
  supplier,
  received_at,
  keeper,
  tested_at,
  returned_at,
  returned_at is null as is_in_hand,
  returned_at is null and tested_at is null as is_untested
from ledger
