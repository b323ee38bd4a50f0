-- Limits of a funnel plot around an overall share p for n answers (Spiegelhalter 2005, Stat. Med. 24:1185): 95 % and 99.8 %, between 0 and 1.
-- {low_998, low_95, high_95, high_998}, null where p or n is null or n is 0.
create or replace macro funnel_limits(p, n) as
  case
    when n > 0 and p is not null then {
      'low_998': greatest(0.0::double, p - 3.090232306167813 * sqrt(p * (1 - p) / n)),
      'low_95': greatest(0.0::double, p - 1.959963984540054 * sqrt(p * (1 - p) / n)),
      'high_95': least(1.0::double, p + 1.959963984540054 * sqrt(p * (1 - p) / n)),
      'high_998': least(1.0::double, p + 3.090232306167813 * sqrt(p * (1 - p) / n))
    }
  end;
