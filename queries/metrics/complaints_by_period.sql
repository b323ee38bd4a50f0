-- one period: the complaint records opened in it, by kind, and the amount claimed
-- key: periods_back
with complaints as (
  select complaint_id, kind, opened_at, amount
  from int_complaints_described
)

select
  periods.periods_back,
  count(complaints.complaint_id) as opened,
  count(complaints.complaint_id) filter (complaints.kind = 'complaint') as complaint,
  count(complaints.complaint_id) filter (complaints.kind = 'batch_return') as batch_return,
  count(complaints.complaint_id) filter (complaints.kind = 'claim') as claim,
  coalesce(sum(complaints.amount), 0) as amount
from periods
left join complaints on complaints.opened_at >= periods.starts_at and complaints.opened_at < periods.ends_at
where periods.periods_back <= 12
group by periods.periods_back
