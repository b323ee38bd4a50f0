import type { scopeWordsZhCn } from './scope-words-zh-cn.js';

/** Words of the choice of one product or team, in English. */
export const scopeWordsEn: Readonly<Record<keyof typeof scopeWordsZhCn, string>> = {
  'scope.label': 'Product or team',
  'scope.all': 'All',
  'scope.product': 'Product',
  'scope.team': 'Team',
  'scope.hint':
    'Choose a product or a team to see it beside the whole, in the sections on service promises, satisfaction and service at once.',
  'scope.shown': '{dimension}: {scope}, beside the whole.',
  'scope.whole_shown': 'All products and teams are shown.',
  'scope.nothing': 'The choice has no figures in the period.',
  'scope.whole': 'Whole',
  'scope.value': 'Value',
  'scope.table': 'The chosen product or team beside the whole',
  'scope.note': 'Drawings and tables below still tell of all products and teams.',
  'scope.sla_note':
    'Clocks without obligations of the choice are left out; ▲ is below target. Drawings and tables below still tell of all products and teams.',
  'scope.print': 'Scope: all products and teams.',
  'scope.csat_interval': '95 % interval of the share satisfied',
  'scope.low_group': 'Low scores',
  'scope.low_scores': 'Solution or attitude below 3',
  'scope.tickets': 'Tickets',
  'scope.repairs': 'Repairs',
};
