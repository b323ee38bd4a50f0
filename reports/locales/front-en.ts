/** Sentences of the tiles' second comparison and of the page that lists the published periods. */
export const frontEn = {
  'tile.last_year': 'a year before {value}',
  'tile.last_year_apart': 'a year before {value}: 95 % intervals apart',
  'tile.last_year_n': ' (n = {n})',
  'index.periods': 'Periods published: {count}',
  'index.trend': 'Figures over the published periods',
  'index.trend_signals': '{period}, signals: {figures}',
  'index.trend_calm': '{period}: shares in time and satisfied within normal variation',
  'index.trend_unjudged': '{period}: too few periods for a verdict',
  'index.trend_note':
    'As each report published it, the newest period and the 12 before it; a period without a report is left blank. Limits: Laney p′ chart of at least 6 periods; a signal is one point beyond them, or 9 in a row on one side of the centre.',
  'index.range': 'Range',
  'index.range_periods': '{count} periods',
  'index.finding': 'Finding',
  'index.no_value': 'no value in the newest period',
  'index.first': 'only one period has a value, so no trend yet',
  'index.few': 'too few cases in the period, so no verdict',
  'index.no_limits': 'no control limits, so no verdict',
  'index.short': 'fewer than 6 periods, so no verdict',
  'index.within': 'within normal variation',
} as const;
