import type { ReportTables, SatisfactionRow } from '../../reports/management-review/report-tables.js';
import { wilson } from './sample-interval.js';

type SatisfactionTables = Pick<
  Required<ReportTables>,
  | 'satisfaction_by_measure_and_dimension'
  | 'nps_by_dimension'
  | 'satisfaction_low_scores_by_revisit'
  | 'satisfaction_nonresponse_by_measure'
  | 'comment_topics_by_topic'
>;

type Scores = readonly [number, number, number, number, number];

/** Effect scores of 13 periods, the newest first: the last one falls below what was usual. */
const effect: readonly Scores[] = [
  [14, 16, 24, 82, 76],
  [5, 9, 20, 84, 88],
  [6, 8, 24, 80, 92],
  [4, 9, 19, 90, 85],
  [7, 10, 21, 85, 84],
  [5, 8, 22, 79, 90],
  [6, 9, 18, 88, 86],
  [4, 7, 20, 83, 93],
  [6, 10, 23, 86, 80],
  [5, 8, 21, 84, 87],
  [5, 9, 19, 81, 91],
  [6, 8, 22, 87, 85],
  [5, 7, 20, 85, 90],
];

const topics = [
  {
    topic: '配件',
    comments: 14,
    low_scored: 9,
    commented: 61,
    share: 14 / 61,
    examples: ['配件等太久', '配件等太久', '缺配件，等了两周'],
  },
  { topic: '费用', comments: 3, low_scored: 0, commented: 61, share: 3 / 61, examples: [] },
];

export function sampleSatisfaction(): SatisfactionTables {
  return {
    satisfaction_nonresponse_by_measure: [
      nonresponse('effect', 403, 198, 148),
      nonresponse('attitude', 403, 201, 160),
      nonresponse('skill', 403, 8, 5),
    ],
    comment_topics_by_topic: topics,
    satisfaction_by_measure_and_dimension: [
      ...effect.map((scores, back) => row(back, 'effect', '', '', scores)),
      ...effect.slice(0, 2).map((scores, back) => row(back, 'attitude', '', '', [2, 5, 18, scores[3], scores[4] + 12])),
      row(0, 'skill', '', '', [0, 1, 2, 3, 2]),
      row(0, 'effect', 'product', '家用空调', [9, 10, 13, 40, 34]),
      row(0, 'effect', 'product', '冰箱', [3, 4, 7, 28, 27]),
      row(0, 'effect', 'product', '洗衣机', [2, 2, 4, 14, 15]),
      row(0, 'effect', 'team', '华东一组', [3, 3, 7, 32, 30]),
      row(0, 'effect', 'team', '华东二组', [8, 10, 9, 16, 14]),
      row(0, 'effect', 'team', '华南组', [2, 2, 6, 24, 24]),
      row(0, 'effect', 'team', '技术支持组', [1, 1, 1, 2, 2]),
    ],
    nps_by_dimension: effect.map((_, periods_back) => ({
      periods_back,
      dimension: '',
      member: '',
      nps_n: 188,
      nps: 21.4,
      nps_margin: 9.8,
    })),
    satisfaction_low_scores_by_revisit: Array.from({ length: 32 }, (_, index) => ({
      revisit_id: `HF2608${String(100 + index)}`,
      ticket_id: `GD2608${String(1000 + index * 13)}`,
      revisited_at: `2026-08-${String((index % 27) + 1).padStart(2, '0')}T14:05:00`,
      product: ['家用空调', '冰箱', '洗衣机'][index % 3] ?? null,
      team: ['华东二组', '华东一组', '华南组'][index % 3] ?? null,
      effect_score: (index % 3) + 1 > 2 ? 4 : (index % 3) + 1,
      attitude_score: index % 5 === 0 ? null : (index % 2) + 2,
      owner: '陈静',
      followed_up_at: index % 3 === 0 ? null : `2026-08-${String((index % 27) + 1).padStart(2, '0')}T17:40:00`,
    })),
  };
}

function row(periods_back: number, measure: string, dimension: string, member: string, scores: Scores): SatisfactionRow {
  const [one, two, three, four, five] = scores;
  const n = one + two + three + four + five;
  const [csat_low, csat_high] = wilson(four + five, n);
  return {
    periods_back,
    measure,
    dimension,
    member,
    n,
    mean: (one + 2 * two + 3 * three + 4 * four + 5 * five) / n,
    csat: (four + five) / n,
    csat_low,
    csat_high,
    dissatisfied: (one + two) / n,
    score_1: one,
    score_2: two,
    score_3: three,
    score_4: four,
    score_5: five,
  };
}

function nonresponse(measure: string, completed: number, answered: number, satisfied: number) {
  return {
    measure,
    completed,
    answered,
    csat_if_silent_dissatisfied: satisfied / completed,
    csat_if_silent_satisfied: (satisfied + completed - answered) / completed,
  };
}
