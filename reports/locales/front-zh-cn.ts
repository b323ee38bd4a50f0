/** Sentences of the tiles' second comparison and of the page that lists the published periods. */
export const frontZhCn = {
  'tile.last_year': '去年同月 {value}',
  'tile.last_year_apart': '去年同月 {value}，两者 95 % 区间不重叠',
  'tile.last_year_n': '（n = {n}）',
} as const;
