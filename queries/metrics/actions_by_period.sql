-- one period of the action register: open before, opened, closed, open at its end (domain.md § 8)
-- key: periods_back
with register as (
  select action_id, opened_on, ended_on, due_on
  from actions
),

compared as (
  select periods_back, period, starts_at::date as starts_on, ends_at::date as ends_on
  from periods
)

select
  compared.periods_back,
  min(compared.period) as period,
  count(*) filter (
    register.opened_on < compared.starts_on and coalesce(register.ended_on >= compared.starts_on, true)
  ) as open_before,
  count(*) filter (register.opened_on >= compared.starts_on) as opened,
  count(*) filter (register.ended_on >= compared.starts_on and register.ended_on < compared.ends_on) as closed,
  count(*) filter (register.opened_on is not null and coalesce(register.ended_on >= compared.ends_on, true)) as open,
  -- By the due dates of today: one that was moved since is judged by where it was moved to.
  count(*) filter (register.due_on < compared.ends_on and coalesce(register.ended_on >= compared.ends_on, true)) as overdue
from compared
left join register on register.opened_on < compared.ends_on
group by compared.periods_back
