-- numerator / denominator as a ratio; null where the denominator is 0 or null.
create or replace macro share_of(numerator, denominator) as
  case when denominator > 0 then numerator::double / denominator::double end;
