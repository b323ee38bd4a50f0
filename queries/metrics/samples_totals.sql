-- one period of the sample ledger: received in it, in hand at its end, untested among these (domain.md § 6)
-- key: periods_back
with ledger as (
  select sample_id, received_at, tested_at, returned_at
  from samples
),

spans as (
  select periods_back, starts_at, ends_at
  from periods
  where periods_back <= 12
)

select
  spans.periods_back,
  count(*) filter (ledger.received_at >= spans.starts_at) as received,
  count(ledger.sample_id) filter (ledger.returned_at is null or ledger.returned_at >= spans.ends_at) as in_hand,
  count(ledger.sample_id) filter (
    (ledger.returned_at is null or ledger.returned_at >= spans.ends_at) and (ledger.tested_at is null or ledger.tested_at >= spans.ends_at)
  ) as untested
from spans
left join ledger on ledger.received_at < spans.ends_at
group by spans.periods_back
