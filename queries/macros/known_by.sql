-- A time cell as it was known at as_of: null when it lies at or after it (domain.md § 1).
create or replace macro known_by(cell, as_of) as case when cell < as_of then cell end;
