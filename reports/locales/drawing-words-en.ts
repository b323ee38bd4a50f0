import type { drawingWordsZhCn } from './drawing-words-zh-cn.js';

/** What drawings say of their marks, and the trends of service promises, in English. */
export const drawingWordsEn: Readonly<Record<keyof typeof drawingWordsZhCn, string>> = {
  'mark.separator': ', ',
  'mark.interval': '95 % interval {low}–{high}',
  'mark.limits': 'control limits {low}–{high}',
  'mark.expected': '95 % limits {low}–{high}',
  'mark.target': '{name}: target {target}',
  'mark.score': '{member}, score {score}',
  'mark.of': '{count} of {total}',
  'mark.units': '{units} units newly affected',
  'mark.produced': 'produced {month}',
  'mark.at_age': '{rate} faults per 1,000 units at {age} months',
  'mark.drawing': 'Drawing: the arrow keys go from point to point',
  'sla_trend.none': '{name}: nothing due in the period',
  'sla_trend.others': '{count} of the other clocks {count#signals|signal} in the period: {clocks}',
  'sla_trend.others_calm': 'The other clocks are within normal variation',
  'sla_trend.note':
    'The other clocks with at least 10 due in the period. Shaded: control limits (Laney p′); signals are ringed; rules: one point beyond the limits, 9 points in a row on one side of the centre.',
  'sla_trend.table': 'The other clocks over 13 periods',
  'sla_trend.limits': 'Control limits',
  'sla_trend.verdict': 'Verdict',
  'sla_trend.calm': 'within normal variation',
  'sla_trend.unjudged': 'too few periods',
};
