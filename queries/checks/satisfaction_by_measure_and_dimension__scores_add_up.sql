-- one row is a measure whose scores of 1 to 5 are not all its answers
-- key: periods_back, measure, dimension, member
with scores as (
  select periods_back, measure, dimension, member, n, score_1, score_2, score_3, score_4, score_5
  from satisfaction_by_measure_and_dimension
)

select periods_back, measure, dimension, member, n, score_1, score_2, score_3, score_4, score_5
from scores
where n <> score_1 + score_2 + score_3 + score_4 + score_5
