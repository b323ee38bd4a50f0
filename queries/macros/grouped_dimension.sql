-- The dimension a row of grouping sets belongs to, '' for the overall one. Each argument: grouping(<dimension>).
create or replace macro grouped_dimension(team, product, province, technician, priority) as
  case
    when team = 0 then 'team'
    when product = 0 then 'product'
    when province = 0 then 'province'
    when technician = 0 then 'technician'
    when priority = 0 then 'priority'
    else ''
  end;
