import type { ControlLimits, Figure, ReportData, Unit } from '../../reports/management-review/report-data.js';
import type { PeriodRow, ReportTables } from '../../reports/management-review/report-tables.js';
import { sampleAccounting } from './sample-accounting.js';
import { sampleActions, sampleFindings } from './sample-actions.js';
import { sampleDefectGroups } from './sample-defects.js';
import { sampleFunnel } from './sample-funnel.js';
import { sampleProduct } from './sample-product.js';
import { sampleQuality } from './sample-quality.js';
import { sampleRestatements } from './sample-restatements.js';
import { sampleSatisfaction } from './sample-satisfaction.js';
import { sampleSheets } from './sample-sheets.js';
import { sampleSla } from './sample-sla.js';
import { sampleSuppliers } from './sample-suppliers.js';

/** An invented company in August 2026: every section filled, with stories to be found. Same numbers on every call. */
export function sampleReportData(): ReportData {
  const tables = sampleTables();
  return {
    header: {
      company: '示例电器有限公司',
      period: '2026-08',
      kind: 'month',
      as_of: '2026-09-01T00:00:00',
      provisional: false,
      timezone: 'Asia/Shanghai',
      product_version: '0.1.0',
      configuration_hash: '5f1c9a0be3d7',
    },
    settings: { defect_threshold: 0.2, defect_comparison: '>', home_province: '广东' },
    targets: new Map([
      ['sla.first_response.compliance', 0.95],
      ['sla.quality_resolution.compliance', 0.9],
      ['sla.plan.compliance', 0.9],
      ['sla.onsite_local.compliance', 0.85],
      ['satisfaction.effect.csat', 0.85],
      ['repairs.repeat_repair_rate', 0.05],
    ]),
    accounting: sampleAccounting(),
    figures: sampleFigures(tables),
    tables,
    table_rows: new Map([
      ['sla_breaches_by_obligation', 34],
      ['sla_escalations_by_obligation', 1240],
      ['sla_due_next_by_obligation', 61],
    ]),
    control_limits: sampleLimits(tables),
    register_findings: sampleFindings,
    restatements: sampleRestatements(),
  };
}

/** The same company with nothing but tickets exported: most sections say what is missing. */
export function sparseReportData(): ReportData {
  const full = sampleReportData();
  const tickets = full.accounting.datasets.map((row) =>
    row.dataset === 'tickets' ? row : { ...row, read: 0, loaded: 0, rejected: 0, duplicate: 0, superseded: 0, warnings: 0 },
  );
  return {
    header: { ...full.header, company: null, provisional: true, period: '2026-W34', kind: 'week' },
    settings: { ...full.settings, home_province: null },
    targets: new Map(),
    accounting: { ...full.accounting, datasets: tickets, files: [], rejects: [], warnings: [], bad_files: [] },
    figures: new Map(),
    tables: { periods: full.tables.periods },
    table_rows: new Map(),
    control_limits: [],
    register_findings: [],
    restatements: { own: null, earlier: [], unchecked: [] },
  };
}

const periods: PeriodRow[] = Array.from({ length: 14 }, (_, back) => {
  const index = 2026 * 12 + 7 - back;
  const name = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { periods_back: back, period: name(index), starts_at: `${name(index)}-01T00:00:00`, ends_at: `${name(index + 1)}-01T00:00:00` };
});

function sampleTables(): ReportTables {
  const overall = { dimension: '', member: '' };
  const wave = (back: number, size: number) => Math.round(Math.sin(back * 1.7) * size);
  const backs = Array.from({ length: 13 }, (_, back) => back);
  return {
    periods,
    ...sampleSla(),
    sla_undecided_by_clock: [{ clock: 'revisit', obligations: 3 }],
    ...sampleSatisfaction(),
    ...sampleActions(),
    ...sampleQuality(),
    ...sampleProduct(),
    ...sampleSheets(),
    ...sampleSuppliers(),
    ...sampleFunnel(),
    defect_groups: sampleDefectGroups(),
    defect_counts_by_period: backs.map((back) => ({
      periods_back: back,
      groups: 34 + wave(back, 5),
      batch: back === 0 ? 10 : 4 + wave(back, 2),
      important: back === 0 ? 16 : 9 + wave(back, 3),
      new: 30,
      grown: 4,
      batch_confirmed: 3,
      batch_uncertain: 2,
    })),
    service_by_dimension: [
      ...backs.map((back) => serviceRow(back, overall, 412 + wave(back, 28), 61 - back)),
      ...['华东一组', '华东二组', '华南组', '技术支持组', ''].map((member, index) =>
        serviceRow(0, { dimension: 'team', member }, 120 - 22 * index, 20 - index * 4),
      ),
    ],
    repairs_by_dimension: [
      ...backs.map((back) => repairsRow(back, (size) => wave(back, size))),
      ...['田师傅', '莫师傅', ''].map((member, index) => technicianRow(member, 40 - 18 * index)),
    ],
    samples_totals: backs.map((back) => ({ periods_back: back, received: 6 + wave(back, 2), in_hand: 14 - back, untested: 5 })),
    completion_time_by_dimension: [0, 1, 3].map(completionRow),
    complaints_by_period: backs.map((back) => ({
      periods_back: back,
      opened: 12 + wave(back, 3),
      complaint: 7 + wave(back, 3),
      batch_return: 2,
      claim: 3,
      amount: 248_603.5 + wave(back, 90_000),
    })),
  };
}

function repairsRow(back: number, wave: (size: number) => number) {
  return {
    periods_back: back,
    dimension: '',
    member: '',
    finished: 187 + wave(14),
    confirmed_faults: 151 + wave(11),
    first_time_fix_rate: 0.81 + wave(20) / 1000,
    repeat_repair_rate: back === 0 ? 0.082 : 0.051 + wave(9) / 1000,
    no_fault_found_rate: 0.064,
    out_of_box_rate: back > 8 ? null : 0.0031,
    repaired_tickets: 142,
    decided_faults: 134,
    shipped_units: 5230,
    cost_in_warranty: 41_870.5,
    cost_out_of_warranty: 9_320,
    cost_warranty_unknown: 0,
  };
}

function technicianRow(member: string, finished: number) {
  const row = repairsRow(0, () => 0);
  return {
    ...row,
    dimension: 'technician',
    member,
    finished,
    confirmed_faults: finished - 2,
    repaired_tickets: finished,
    decided_faults: 4,
  };
}

function completionRow(back: number) {
  const isNow = back === 0;
  return {
    periods_back: back,
    dimension: '',
    member: '',
    tickets: 1180,
    median_hours: isNow ? 31.4 : 28.9,
    p90_hours: isNow ? null : 190.2,
  };
}

function serviceRow(back: number, part: { dimension: string; member: string }, accepted: number, over30: number) {
  return {
    periods_back: back,
    ...part,
    accepted,
    completed: accepted - 9,
    cancelled: 4,
    reopened: 6,
    open: over30 * 6,
    open_before: over30 * 6 - 1,
    open_age_0_1: over30,
    open_age_2_3: over30,
    open_age_4_7: over30,
    open_age_8_30: over30 * 2,
    open_age_over_30: over30,
    resolution_rate: 0.872 - back / 400,
    to_resolve: accepted - 4,
  };
}

/** Figures of the period from the tables' own rows, so that page and figures agree. */
function sampleFigures(tables: ReportTables): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  const put = (id: string, value: number | null, unit: Unit = 'count') => figures.set(id, { value, unit });
  const defects = {
    groups: 37,
    new: 34,
    grown: 3,
    important: 16,
    batch: 10,
    batch_confirmed: 7,
    batch_uncertain: 3,
    minor: 26,
    unrated: 1,
    general: 21,
  };
  for (const [name, value] of Object.entries(defects)) put(`defects.${name}`, value);
  for (const [name, value] of Object.entries({ total_groups: 158, total_batch: 38, total_important: 48, faults_without_lot: 3 })) {
    put(`defects.${name}`, value);
  }
  for (const row of tables.sla_compliance_by_clock_and_dimension ?? []) {
    if (row.periods_back !== 0 || row.dimension !== '') continue;
    for (const column of ['due', 'met', 'breached', 'pending'] as const) put(`sla.${row.clock}.${column}`, row[column]);
    put(`sla.${row.clock}.compliance`, row.compliance, 'ratio');
  }
  for (const row of tables.satisfaction_by_measure_and_dimension ?? []) {
    if (row.periods_back !== 0 || row.dimension !== '') continue;
    put(`satisfaction.${row.measure}.n`, row.n);
    put(`satisfaction.${row.measure}.mean`, row.mean, 'points');
    for (const column of ['csat', 'csat_low', 'csat_high', 'dissatisfied'] as const)
      put(`satisfaction.${row.measure}.${column}`, row[column], 'ratio');
  }
  put('satisfaction.nps', 21.4, 'points');
  put('satisfaction.nps_margin', 9.8, 'points');
  put('satisfaction.nps_n', 188);
  put('satisfaction.low_scores', tables.satisfaction_low_scores_by_revisit?.length ?? 0);
  put('satisfaction.coverage', 0.743, 'ratio');
  putRows(put, 'service', tables.service_by_dimension?.[0]);
  put('service.median_hours', 31.4, 'hours');
  put('service.p90_hours', null, 'hours');
  putRows(put, 'samples', tables.samples_totals?.[0]);
  putActionFigures(put, tables);
  putRows(put, 'repairs', tables.repairs_by_dimension?.[0]);
  putRows(put, 'complaints', tables.complaints_by_period?.[0]);
  return figures;
}

function putRows(put: (id: string, value: number | null, unit?: Unit) => void, family: string, row: object | undefined): void {
  for (const [column, value] of Object.entries(row ?? {})) {
    if (column === 'periods_back' || typeof value === 'string') continue;
    const unit = column.endsWith('_rate')
      ? 'ratio'
      : column.endsWith('_hours')
        ? 'hours'
        : column === 'amount' || column.startsWith('cost_')
          ? 'money'
          : 'count';
    put(`${family}.${column.replace('open_age_', 'open_age.')}`, value, unit);
  }
}

function putActionFigures(put: (id: string, value: number | null, unit?: Unit) => void, tables: ReportTables): void {
  const actions = tables.actions ?? [];
  put('actions.open', actions.filter((action) => action.is_open).length);
  put('actions.overdue', actions.filter((action) => action.is_overdue).length);
  put('actions.missing', actions.filter((action) => action.is_missing).length);
  put('actions.unassigned', 14);
  put('actions.due', 5);
  put('actions.closed_on_time_rate', 0.4, 'ratio');
  for (const verdict of ['effective', 'not_effective', 'insufficient']) {
    put(`actions.${verdict}`, (tables.action_effectiveness ?? []).filter((effect) => effect.verdict === verdict).length);
  }
  put('emerging.tested', tables.emerging?.length ?? 0);
  put('emerging.flagged', (tables.emerging ?? []).filter((pair) => pair.flagged).length);
}

function sampleLimits(tables: ReportTables): ControlLimits[] {
  const effect = (tables.satisfaction_by_measure_and_dimension ?? []).filter((row) => row.measure === 'effect' && row.dimension === '');
  const repairs = (tables.repairs_by_dimension ?? []).filter((row) => row.dimension === '');
  const response = (tables.sla_compliance_by_clock_and_dimension ?? []).filter(
    (row) => row.clock === 'first_response' && row.dimension === '',
  );
  return [
    limits(
      'satisfaction.effect.mean',
      'xmr',
      effect.map((row) => [row.periods_back, row.mean]),
      0.12,
    ),
    limits(
      'satisfaction.effect.csat',
      'laney_p_prime',
      effect.map((row) => [row.periods_back, row.csat]),
      0.07,
    ),
    limits(
      'repairs.repeat_repair_rate',
      'laney_p_prime',
      repairs.map((row) => [row.periods_back, row.repeat_repair_rate]),
      0.025,
    ),
    limits(
      'sla.first_response.compliance',
      'laney_p_prime',
      response.map((row) => [row.periods_back, row.compliance]),
      0.03,
    ),
  ];
}

function limits(series: string, method: ControlLimits['method'], values: [number, number | null][], width: number): ControlLimits {
  const known = values.flatMap(([, value]) => (value === null ? [] : [value]));
  const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
  return {
    series,
    method,
    centre,
    points: values.map(([periods_back, value]) => {
      const half = method === 'xmr' ? width : width * (1 + (periods_back % 3) / 10);
      const isOut = value !== null && Math.abs(value - centre) > half;
      return { periods_back, value, lower: centre - half, upper: centre + half, signals: isOut ? ['rule_1'] : [] };
    }),
  };
}
