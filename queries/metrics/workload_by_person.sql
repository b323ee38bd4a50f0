-- one person of a team who answers for a ticket or an obligation of the reported period: the load carried (ISO 9001:2015 9.3.2 d)
-- key: team, owner
with tickets as (
  select team, owner, is_accepted, is_completed, is_open, age_days
  from int_service_tickets_placed
  where periods_back = 0
),

answered as (
  select coalesce(team, '') as team, coalesce(owner, '') as owner, periods_back, outcome, is_escalated
  from obligations
),

ticket_load as (
  select
    team,
    owner,
    count(*) filter (is_accepted) as accepted,
    count(*) filter (is_completed) as completed,
    count(*) filter (is_open) as open,
    count(*) filter (is_open and age_days > 30) as open_over_30
  from tickets
  group by team, owner
),

obligation_load as (
  select
    team,
    owner,
    count(*) filter (periods_back = 0 and outcome in ('met', 'breached')) as due,
    count(*) filter (periods_back = 0 and outcome = 'breached') as breached,
    -- Breached within twelve months and still not stopped.
    count(*) filter (is_escalated) as escalated
  from answered
  group by team, owner
),

people as (
  select team, owner from ticket_load where accepted + completed + open > 0
  union
  select team, owner from obligation_load where due + escalated > 0
)

select
  people.team,
  people.owner,
  coalesce(ticket_load.accepted, 0) as accepted,
  coalesce(ticket_load.completed, 0) as completed,
  coalesce(ticket_load.open, 0) as open,
  coalesce(ticket_load.open_over_30, 0) as open_over_30,
  coalesce(obligation_load.due, 0) as due,
  coalesce(obligation_load.breached, 0) as breached,
  coalesce(obligation_load.escalated, 0) as escalated
from people
left join ticket_load using (team, owner)
left join obligation_load using (team, owner)
