-- Whether one time cell lies before another at the coarser precision of the two: 0 second, 1 minute, 2 day (domain.md § 4).
create or replace macro is_earlier(cell, cell_precision, other, other_precision) as
  cell < other
  and case coalesce(greatest(cell_precision, other_precision), 0)
    when 0 then true
    when 1 then date_trunc('minute', cell) < date_trunc('minute', other)
    else cast(cell as date) < cast(other as date)
  end;
