import type { ReportTables } from '../../reports/management-review/report-tables.js';

/** Every responsibility, a supplier without inspected units, slips with and without someone who answers. */
export function sampleSuppliers(): Pick<
  Required<ReportTables>,
  'faults_by_responsibility' | 'samples_by_supplier' | 'nonconforming_slips' | 'actions_by_department'
> {
  const none = { out_of_box: 0, batch_groups: 0, important_groups: 0, all_faults: 60 };
  const sample = { received: 0, in_hand: 0, untested: 0, longest_untested_days: null };
  return {
    faults_by_responsibility: [
      ...[{ ...none, responsibility: 'supplier', faults: 30, faults_before: 18, share: 0.5, confirmed_faults: 30, cost: 4210.5 }].map(
        (row) => ({ ...row, batch_groups: 1, important_groups: 2, out_of_box: 3 }),
      ),
      { ...none, responsibility: 'manufacturing', faults: 21, faults_before: 20, share: 0.35, confirmed_faults: 21, cost: 1800 },
      { ...none, responsibility: 'transport', faults: 6, faults_before: 9, share: 0.1, confirmed_faults: 0, cost: 300 },
      { ...none, responsibility: '', faults: 3, faults_before: 0, share: 0.05, confirmed_faults: 3, cost: 0 },
      { ...none, responsibility: 'user', faults: 0, faults_before: 4, share: 0, confirmed_faults: 0, cost: 0 },
    ],
    samples_by_supplier: [
      {
        ...{ supplier: '恒动电机', slips: 3, important_slips: 1, nonconforming: 31, inspected: 120, nonconforming_rate: 31 / 120 },
        ...{ received: 3, in_hand: 2, untested: 2, longest_untested_days: 86 },
      },
      {
        ...sample,
        supplier: '禾川电子',
        slips: 1,
        important_slips: 0,
        nonconforming: 2,
        inspected: 5,
        nonconforming_rate: 0.4,
        received: 1,
      },
      { ...sample, supplier: '', slips: 0, important_slips: 0, nonconforming: 0, inspected: 0, nonconforming_rate: null, in_hand: 1 },
    ],
    nonconforming_slips: [
      {
        ...{ feedback_id: 'F2608-0031', model: 'KT-35GW', lot_no: 'L2409-17', fault_code: 'E03', nonconforming: 29, inspected: 100 },
        ...{ rate: 0.29, class: 'batch', info_class: 'important', suppliers: ['恒动电机', '禾川电子'], departments: ['品质部'] },
      },
      {
        ...{ feedback_id: 'F2608-0040', model: 'KT-50LW', lot_no: null, fault_code: 'E11', nonconforming: 2, inspected: null },
        ...{ rate: null, class: 'unrated', info_class: 'general', suppliers: [], departments: [] },
      },
    ],
    actions_by_department: [
      { department: '品质部', open: 3, overdue: 2, longest_overdue_days: 21, due: 2, closed_on_time: 1, missing: 0 },
      { department: '', open: 1, overdue: 0, longest_overdue_days: null, due: 0, closed_on_time: 0, missing: 1 },
    ],
  };
}
