-- one row is a period whose groups are not its batch, minor and unrated ones, its important and general ones, or its new and grown ones
-- key: periods_back
with counts as (
  select periods_back, groups, batch, minor, unrated, important, general, new, grown
  from defect_counts_by_period
)

select periods_back, groups, batch, minor, unrated, important, general, new, grown
from counts
where groups <> batch + minor + unrated
  or groups <> important + general
  or groups <> new + grown
