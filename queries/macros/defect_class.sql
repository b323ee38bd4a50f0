-- Class of a defect rate (domain.md § 3 D4): 'batch' above the threshold, else 'minor', 'unrated' when the rate is unknown.
-- affected, denominator: whole numbers; threshold: decimal, so the comparison is exact.
create or replace macro defect_class(affected, denominator, threshold, is_inclusive) as
  case
    when affected is null or denominator is null or denominator = 0 then 'unrated'
    when affected > threshold * denominator or (is_inclusive and affected = threshold * denominator) then 'batch'
    else 'minor'
  end;
