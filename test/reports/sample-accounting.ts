import type { Accounting, DatasetAccounting, RejectSummary } from '../../reports/management-review/report-data.js';

/** Rows of an invented load: rejects, warnings, a bad file, and a dataset without files. */
export function sampleAccounting(): Accounting {
  return {
    health: { read: 22_043, rejected: 66, bad_files: 1, orphan_references: 17, uncovered_days: 0 },
    datasets,
    files: datasets
      .filter((dataset) => dataset.read > 0)
      .map((dataset, index) => ({
        ...dataset,
        path: `2026-08/${dataset.dataset}_202608.csv`,
        sha256: `${index}9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0`.slice(0, 64),
        skipped_lines: index % 3,
        unknown_headers: index === 0 ? ['备注 2', '录入人'] : [],
      })),
    rejects: [
      reject('tickets', 'time_order', 18, '2026-08/工单_202608.csv', 214, 'first_response_at', '2026-08-03 08:12'),
      reject('tickets', 'bad_enum', 13, '2026-08/工单_202608.csv', 377, 'priority', '加急'),
      reject('repairs', 'missing_required', 14, '2026-08/维修记录_202608.csv', 51, 'fault_code', null),
      reject('actions', 'bad_type', 5, '2026-08/行动计划.xlsx', 9, 'due_on', '2026-13-01'),
      reject('events', 'ragged_row', 2, '2026-08/工单流水_202608.csv', 8, null, null),
    ],
    warnings: [
      { dataset: 'repairs', code: 'orphan_ref', rows: 9 },
      { dataset: 'complaints', code: 'orphan_ref', rows: 8 },
      { dataset: 'tickets', code: 'completed_without_time', rows: 3 },
    ],
    bad_files: [{ path: '2026-08/样品台账.xls', reason: '内容是 HTML，不是工作簿' }],
  };
}

const datasets: readonly DatasetAccounting[] = [
  row('tickets', 6120, 31, 240, 12),
  row('events', 9804, 5, 0, 3),
  row('repairs', 2210, 14, 88, 9),
  row('revisits', 2675, 0, 41, 0),
  row('lots', 212, 1, 9, 1),
  row('feedback', 341, 2, 38, 1),
  row('complaints', 173, 4, 33, 1),
  row('actions', 353, 5, 41, 0),
  row('samples', 0, 0, 0, 0),
  row('followups', 155, 4, 46, 1),
];

function row(dataset: string, read: number, rejected: number, superseded: number, warnings: number): DatasetAccounting {
  const duplicate = Math.floor(read / 12);
  return { dataset, read, rejected, superseded, duplicate, loaded: read - rejected - superseded - duplicate, warnings };
}

function reject(
  dataset: string,
  code: string,
  rows: number,
  file: string,
  line: number,
  column: string | null,
  value: string | null,
): RejectSummary {
  return { dataset, code, rows, file, line, column, value };
}
