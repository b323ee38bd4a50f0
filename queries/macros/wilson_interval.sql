-- 95 % Wilson score interval of a share x / n, x ≤ n (Newcombe 1998, Stat. Med. 17:857): {low, high}, null where n is null or 0.
-- The bounds are exactly 0 at x = 0 and exactly 1 at x = n, where rounding would leave a remainder.
create or replace macro wilson_interval(x, n) as
  case
    when n > 0 then {
      'low': case
        when x = 0 then 0.0::double
        else (x + 1.959963984540054 ^ 2 / 2
          - 1.959963984540054 * sqrt(x::double * (n - x) / n + 1.959963984540054 ^ 2 / 4)) / (n + 1.959963984540054 ^ 2)
      end,
      'high': case
        when x = n then 1.0::double
        else (x + 1.959963984540054 ^ 2 / 2
          + 1.959963984540054 * sqrt(x::double * (n - x) / n + 1.959963984540054 ^ 2 / 4)) / (n + 1.959963984540054 ^ 2)
      end
    }
  end;
