/** Sentences of the tiles' second comparison and of the page that lists the published periods. */
export const frontZhCn = {
  'tile.last_year': '去年同月 {value}',
  'tile.last_year_apart': '去年同月 {value}，两者 95 % 区间不重叠',
  'tile.last_year_n': '（n = {n}）',
  'index.periods': '已发布 {count} 期',
  'index.trend': '指标走势',
  'index.trend_signals': '{period}有信号：{figures}',
  'index.trend_calm': '{period}各达标率与满意率在正常波动内',
  'index.trend_unjudged': '{period}各指标：期数不足，不作判断',
  'index.trend_note':
    '按各期报告发布时的数值，最新一期及此前 12 期；未发布的期间留空。控制限：Laney p′ 图，至少 6 期；一点超出界限，或连续 9 点在中心一侧，即为信号。',
  'index.range': '各期范围',
  'index.range_periods': '{count} 期',
  'index.finding': '判断',
  'index.no_value': '最新一期没有数值',
  'index.first': '仅一期有数值，尚无走势',
  'index.few': '本期样本过少，不作判断',
  'index.no_limits': '无控制限，不作判断',
  'index.short': '不足 6 期，不作判断',
  'index.within': '在正常波动内',
} as const;
