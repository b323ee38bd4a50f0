import type { ReportTables } from '../../reports/management-review/report-tables.js';

type ProductTables = Pick<
  Required<ReportTables>,
  | 'complaints_by_record'
  | 'completion_curve_by_cohort'
  | 'completion_at_risk_by_cohort_and_day'
  | 'faults_by_model_and_fault_code'
  | 'faults_by_production_month_and_age'
  | 'faults_without_lot_by_fault_code'
>;

/** Complaints with and without amounts, completion curves of two cohorts, a matrix with a model of unknown shipments, production months. */
export function sampleProduct(): ProductTables {
  return {
    complaints_by_record: [
      complaint('TS-0412', 'claim', 186_400, '2026-08-06T10:00:00', null),
      complaint('TS-0415', 'batch_return', 62_203.5, '2026-08-12T15:30:00', '2026-08-20T09:00:00'),
      { ...complaint('TS-0409', 'complaint', null, '2026-08-02T09:12:00', null), model: null, lot_no: null, fault_code: null },
    ],
    completion_curve_by_cohort: [...curve(0, 31.4), ...curve(3, 28.9)],
    completion_at_risk_by_cohort_and_day: [0, 3].flatMap((cohort) =>
      [0, 1, 2, 3, 5, 7, 14, 30].map((days) => ({ periods_back: cohort, days, at_risk: Math.round(1180 / (1 + days)) })),
    ),
    faults_by_model_and_fault_code: [0, 1, 2].flatMap((back) => [
      pair(back, 'KT-35GW', 'E33', 14 - back, 11_020),
      pair(back, 'BX-210', 'P07', 4, 8100),
      pair(back, 'XQ-80', 'W02', 2, null),
    ]),
    faults_by_production_month_and_age: productionMonths(),
    faults_without_lot_by_fault_code: [
      { fault_code: 'E33', faults: 2 },
      { fault_code: 'W02', faults: 1 },
    ],
  };
}

function complaint(complaint_id: string, kind: string, amount: number | null, opened_at: string, closed_at: string | null) {
  const replied_at = kind === 'complaint' ? opened_at : null;
  return { complaint_id, kind, model: 'KT-35GW', lot_no: 'L2606-02', fault_code: 'E33', opened_at, replied_at, closed_at, amount };
}

/** Half of the tickets by `median` hours, one in twenty never. */
function curve(periods_back: number, median: number) {
  return Array.from({ length: 42 }, (_, index) => {
    const survival = 1 - (index + 1) * 0.0225;
    return { periods_back, hours: (median * (index + 1) ** 2) / 484, at_risk: 1180 - index * 26, survival };
  });
}

function pair(periods_back: number, model: string, fault_code: string, faults: number, exposed_units: number | null) {
  const rate = exposed_units === null ? null : (1000 * faults) / exposed_units;
  return { periods_back, model, fault_code, faults, exposed_units, faults_per_thousand_units: rate };
}

/** Ten production months up to July, that of April above all before it; the last without shipments. */
function productionMonths(): ProductTables['faults_by_production_month_and_age'] {
  return Array.from({ length: 10 }, (_, index) => index).flatMap((index) => {
    const month = 2025 * 12 + 9 + index;
    const produced_in = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    const units = index === 9 ? 0 : 2000;
    return Array.from({ length: 10 - index }, (_, age) => {
      const faults = index === 6 ? 12 * (age + 1) : (index % 3) + 2 * age;
      return {
        produced_in,
        age_months: age + 1,
        shipped_units: units,
        faults,
        faults_per_thousand_units: units === 0 ? null : faults / 2,
        earlier_months: index,
        earlier_lowest: index === 0 ? null : age,
        earlier_highest: index === 0 ? null : index > 6 ? 6 * (age + 1) : 1 + age,
      };
    });
  });
}
