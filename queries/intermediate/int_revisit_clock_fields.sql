-- one row is a revisit with everything the policy's clocks may start, stop or filter on
-- key: revisit_id
-- view: one model reads it, once
with
revisits as (select * from stg_revisits)

select
  revisit_id,
  ticket_id,
  reached,
  effect_score,
  attitude_score,
  -- The lower of those given.
  least(effect_score, attitude_score) as lowest_score,
  recommend_score,
  owner,
  revisited_at,
  revisited_at_precision,
  followed_up_at,
  followed_up_at_precision
from revisits
