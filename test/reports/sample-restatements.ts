import type { MovedFigure, MoveReason, Restatements, Unit } from '../../reports/management-review/report-data.js';

/** This report published again, and eight earlier ones moved: by late files, a setting, another version. */
export function sampleRestatements(): Restatements {
  return {
    own: {
      publication: 9,
      period: '2026-08',
      provisional_as_of: null,
      moves: [
        moved('defects.batch', 'count', [9, 10], [reason('configuration', 'defects.threshold')]),
        moved(
          'satisfaction.effect.csat',
          'ratio',
          [0.7512, 0.748, 0.745],
          [reason('version', '0.0.9', '0.1.0'), reason('file', '客户回访记录表_202608_补.csv')],
        ),
        moved('satisfaction.nps', 'points', [21.42, 21.4], [reason('file', '客户回访记录表_202608_补.csv')]),
        moved('service.p90_hours', 'hours', [190.2, null], [reason('unexplained')]),
        moved('service.median_hours[priority=urgent]', 'hours', [60.1, 60.9], [reason('register')]),
        moved('service.open[team=华东[二\\]组]', 'count', [3, 4], [reason('register')]),
      ],
    },
    earlier: [
      {
        publication: 10,
        period: '2026-07',
        provisional_as_of: null,
        moves: [
          moved('sla.first_response.compliance', 'ratio', [0.932, 0.944], [reason('file', '工单_202608.csv')]),
          moved('sla.first_response.compliance[team=]', 'ratio', [null, 1], [reason('file', '工单_202608.csv')]),
          moved('sla.first_response.met', 'count', [300, 304], [reason('file', '工单_202608.csv')]),
          moved('complaints.amount', 'money', [1000, 250_000.5], [dataset]),
        ],
      },
      {
        publication: 11,
        period: '2026-W31',
        provisional_as_of: '2026-07-30T00:00:00',
        moves: [
          moved('service.accepted[product=净水器]', 'count', [7, 8], [reason('cut_off', '2026-07-30 00:00:00', '2026-08-03 00:00:00')]),
        ],
      },
      ...[6, 5, 4, 3, 2, 1].map((month) => ({
        publication: 12,
        period: `2026-0${month}`,
        provisional_as_of: null,
        moves: [moved('repairs.finished', 'count', [180, 181], [reason('together', '0.0.9', '0.1.0', '维修记录_补.csv')])],
      })),
    ],
    unchecked: ['2025-W01'],
  };
}

const dataset = reason('dataset', 'complaints', '投诉_1.csv', '投诉_2.csv', '投诉_3.csv', '投诉_4.csv');

function reason(kind: MoveReason['kind'], ...names: string[]): MoveReason {
  return { kind, names };
}

/** One value before each reason, and the last one. */
function moved(figure: string, unit: Unit, values: readonly (number | null)[], reasons: readonly MoveReason[]): MovedFigure {
  return {
    figure,
    unit,
    old_value: values[0] ?? null,
    new_value: values.at(-1) ?? null,
    steps: reasons.map((each, index) => ({
      reason: each,
      value_before: values[index] ?? null,
      value_after: values[index + 1] ?? null,
    })),
  };
}
