import type { restatementsZhCn } from './restatements-zh-cn.js';

/** Sentences of the section on restatements in English. */
export const restatementsEn: Readonly<Record<keyof typeof restatementsZhCn, string>> = {
  'restated.title': 'Restatements',
  'restated.none': 'Nothing restated: no figure published before has moved.',
  'restated.own': '{count} {count#figure|figures} of this report moved since it was last published, most of all {move}',
  'restated.own_data': '{count} {count#figure|figures} of this report restated by late data, most of all {move}',
  'restated.own_provisional': '{count} {count#figure|figures} moved since the provisional report (data up to {as_of}), most of all {move}',
  'restated.earlier': 'Report on {period}: {count} {count#figure|figures} restated, most of all {move}',
  'restated.earlier_data': 'Report on {period}: {count} {count#figure|figures} restated by late data, most of all {move}',
  'restated.earlier_provisional':
    'Provisional report on {period} (data up to {as_of}): {count} {count#figure|figures} restated, most of all {move}',
  'restated.parts': '{count} more {count#figure|figures} by team, product and the like moved.',
  'restated.parts_only': 'Only figures by team, product and the like moved, none of the whole.',
  'restated.order':
    'Largest first: rates by percentage points, scores by their scale, counts, times and amounts by their share (counts below 10 as of 10). All moves: tables/restatements.parquet.',
  'restated.table': 'Figures restated',
  'restated.figure': 'Figure',
  'restated.old': 'Before',
  'restated.new': 'Now',
  'restated.difference': 'Difference',
  'restated.reason': 'Reason',
  'restated.step': '{reason}, to {value}',
  'restated.hours': '{hours} h',
  'restated.more': 'Reports on earlier periods restated as well: {periods}.',
  'restated.more_period': '{period} ({count})',
  'restated.unchecked': 'Not compared: {periods}; the calendar in use does not cover them.',
  'reason.file': 'file {name}',
  'reason.dataset': '{count} {count#file|files} of {dataset}: {files}',
  'reason.register': 'the action register',
  'reason.configuration': 'configuration {names}',
  'reason.version': 'version {old} → {new}',
  'reason.cut_off': 'cut-off {old} → {new}',
  'reason.together': 'all of these at once, since the state before can no longer be computed: {names}',
  'reason.unexplained': 'same data, configuration and version, and yet another result: to be looked into',
  'headline.restated': '{finding}.',
};
