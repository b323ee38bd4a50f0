-- the obligations of a clock counted in one period, overall (dimension '') or for one member of a dimension; those pending at as_of in period 0
-- key: periods_back, clock, dimension, member
with
obligations as (
  select coalesce(periods_back, 0) as periods_back, clock, outcome, ticket_id, case when record = 'feedback' then record_id end as feedback_id
  from int_obligations_judged
  where periods_back is not null or outcome = 'pending'
),
tickets as (select ticket_id, team, product, province, priority, customer_type from stg_tickets),
feedback as (select feedback_id, product from stg_feedback),

judged as (
  select
    obligations.periods_back,
    obligations.clock,
    obligations.outcome,
    tickets.* exclude (ticket_id, product),
    coalesce(feedback.product, tickets.product) as product
  from obligations
  left join tickets on tickets.ticket_id = obligations.ticket_id
  left join feedback on feedback.feedback_id = obligations.feedback_id
)

select
  periods_back,
  clock::varchar as clock,
  case
    when grouping(team) = 0 then 'team'
    when grouping(product) = 0 then 'product'
    when grouping(province) = 0 then 'province'
    when grouping(priority) = 0 then 'priority'
    when grouping(customer_type) = 0 then 'customer_type'
    else ''
  end as dimension,
  -- Of the five only the one grouped by is filled.
  coalesce(team, product, province, priority, customer_type, '') as member,
  count(*) filter (where outcome = 'met') as met,
  count(*) filter (where outcome = 'breached') as breached,
  count(*) filter (where outcome = 'pending') as pending
from judged
group by grouping sets (
  (periods_back, clock),
  (periods_back, clock, team),
  (periods_back, clock, product),
  (periods_back, clock, province),
  (periods_back, clock, priority),
  (periods_back, clock, customer_type)
)
