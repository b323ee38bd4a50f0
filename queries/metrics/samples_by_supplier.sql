-- one supplier with a slip of the reported period, or with a sample received in it or still in hand; '' where none is given
-- key: supplier
with ledger as (
  select sample_id, source_id, coalesce(supplier, '') as supplier, received_at, is_in_hand, is_untested
  from samples
),

slips as (
  select feedback_id, affected, denominator, class, info_class
  from defect_groups
  where feedback_id is not null and status = 'new'
),

reported as (
  select starts_at
  from periods
  where periods_back = 0
),

-- A slip is put down to the supplier its sample came from; with samples of two it counts for each.
slips_of_suppliers as (
  select distinct ledger.supplier, slips.feedback_id, slips.affected, slips.denominator, slips.class, slips.info_class
  from ledger
  join slips on slips.feedback_id = ledger.source_id
),

slip_counts as (
  select
    supplier,
    count(*) as slips,
    count(*) filter (info_class = 'important') as important_slips,
    -- Shares are of slips that give both numbers.
    coalesce(sum(affected) filter (class <> 'unrated'), 0)::bigint as nonconforming,
    coalesce(sum(denominator) filter (class <> 'unrated'), 0)::bigint as inspected
  from slips_of_suppliers
  group by supplier
),

sample_counts as (
  select
    ledger.supplier,
    count(*) filter (ledger.received_at >= reported.starts_at) as received,
    count(*) filter (ledger.is_in_hand) as in_hand,
    count(*) filter (ledger.is_untested) as untested,
    max(parameters.as_of::date - ledger.received_at::date) filter (ledger.is_untested) as longest_untested_days
  from ledger
  cross join reported
  cross join parameters
  group by ledger.supplier
)

select
  sample_counts.supplier,
  coalesce(slip_counts.slips, 0) as slips,
  coalesce(slip_counts.important_slips, 0) as important_slips,
  coalesce(slip_counts.nonconforming, 0) as nonconforming,
  coalesce(slip_counts.inspected, 0) as inspected,
  share_of(slip_counts.nonconforming, slip_counts.inspected) as nonconforming_rate,
  sample_counts.received,
  sample_counts.in_hand,
  sample_counts.untested,
  sample_counts.longest_untested_days
from sample_counts
left join slip_counts using (supplier)
where sample_counts.received + sample_counts.in_hand + coalesce(slip_counts.slips, 0) > 0
