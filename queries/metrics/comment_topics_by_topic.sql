-- one topic found in the comments of a period: a comment belongs to every topic of which it contains a keyword
-- key: periods_back, topic
with revisits as (
  select revisit_id, revisited_at, comment, is_low
  from int_revisits_answered
  where comment is not null
),

comments as (
  select
    periods.periods_back, revisits.revisit_id, revisits.revisited_at, revisits.comment, revisits.is_low,
    -- Once a comment, not once for every keyword.
    lower(revisits.comment) as lowered
  from revisits
  join periods on revisits.revisited_at >= periods.starts_at and revisits.revisited_at < periods.ends_at
  where periods.periods_back <= 12
),

keywords as (select topic, lower(keyword) as keyword from topic_keywords),

found as (
  select distinct
    comments.periods_back, keywords.topic, comments.revisit_id, comments.revisited_at, comments.comment, comments.is_low
  from comments
  join keywords on contains(comments.lowered, keywords.keyword)
),

totals as (
  select periods_back, count(*) as commented
  from comments
  group by periods_back
)

select
  found.periods_back,
  found.topic,
  count(*) as comments,
  count(*) filter (found.is_low) as low_scored,
  totals.commented,
  share_of(count(*), totals.commented) as share,
  -- The newest three; free text is scrubbed of personal data when it is loaded.
  case
    when found.periods_back = 0 then list(found.comment order by found.revisited_at desc, found.revisit_id)[1:3]
    else []::varchar[]
  end as examples
from found
join totals using (periods_back)
group by found.periods_back, found.topic, totals.commented
