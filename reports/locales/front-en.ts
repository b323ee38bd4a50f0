/** Sentences of the tiles' second comparison and of the page that lists the published periods. */
export const frontEn = {
  'tile.last_year': 'a year before {value}',
  'tile.last_year_apart': 'a year before {value}: 95 % intervals apart',
  'tile.last_year_n': ' (n = {n})',
} as const;
