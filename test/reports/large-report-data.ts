import type { Figure, ReportData } from '../../reports/management-review/report-data.js';
import type { DefectGroupRow, ReportTables } from '../../reports/management-review/report-tables.js';
import { sampleReportData } from './sample-report-data.js';

/**
 * The invented company at the size of a large manufacturer: 10,000 important groups, 300 teams, 1,000 models, 500
 * technicians, 3,000 actions, 20,000 breaches. Tables that are read up to their 500th row hold 500 and say how many there are.
 */
export function largeReportData(): ReportData {
  const sample = sampleReportData();
  const groups = manyGroups(sample.tables);
  return {
    ...sample,
    figures: withGroupFigures(sample, groups),
    table_rows: new Map([...sample.table_rows, ['sla_breaches_by_obligation', 20_000], ['workload_by_person', 3000], ['emerging', 4000]]),
    tables: {
      ...sample.tables,
      ...manyMembers(sample.tables),
      defect_groups: groups,
      sheets: groups.slice(0, 20).map(({ group_id }) => ({ group_id })),
      faults_by_model_and_fault_code: manyPairs(),
      actions: copies(sample.tables.actions ?? [], longestList, (row, number) => ({ ...row, action_id: `A-${number}` })),
      sla_breaches_by_obligation: copies(sample.tables.sla_breaches_by_obligation ?? [], longestList, (row, number) => ({
        ...row,
        record_id: `GD${number}`,
        ticket_id: `GD${number}`,
      })),
      workload_by_person: copies(sample.tables.workload_by_person ?? [], longestList, (row, number) => ({
        ...row,
        owner: `人员${number}`,
      })),
      emerging: copies(sample.tables.emerging ?? [], longestList, (row, number) => ({ ...row, model: `M-${number}` })),
    },
  };
}

/** Rows of a long table that are read for the page (pipeline/publish/report-queries.ts). */
const longestList = 500;

function manyGroups(tables: ReportTables): DefectGroupRow[] {
  const listed = (tables.defect_groups ?? []).filter((group) => group.info_class === 'important');
  return copies(listed, 10_000, (group, number) => ({
    ...group,
    group_id: `lot:L${number}:${group.fault_code}`,
    lot_no: `L${number}`,
    model: `M-${number % 1000}`,
  }));
}

function withGroupFigures(sample: ReportData, groups: readonly DefectGroupRow[]): Map<string, Figure> {
  const figures = new Map(sample.figures);
  for (const { group_id, affected, denominator, rate } of groups)
    for (const [column, value] of Object.entries({ affected, denominator, rate }))
      figures.set(`tables.defects[group_id=${group_id}].${column}`, { value, unit: column === 'rate' ? 'ratio' : 'count' });
  return figures.set('defects.total_important', { value: groups.length, unit: 'count' });
}

/** Every metric by team, product or technician with as many of each. */
function manyMembers(tables: ReportTables): Partial<ReportTables> {
  const sizes: Readonly<Record<string, number>> = { team: 300, product: 1000, technician: 500 };
  const grown = <Item extends { dimension: string; member: string }>(rows: readonly Item[] = []): Item[] => {
    const members = Object.entries(sizes).flatMap(([dimension, size]) => {
      const own = rows.filter((row) => row.dimension === dimension && row.member !== '');
      return own.flatMap((row) => copies([row], Math.ceil(size / 4), (copy, number) => ({ ...copy, member: `${row.member}${number}` })));
    });
    return [...rows.filter((row) => row.dimension === ''), ...members];
  };
  return {
    sla_compliance_by_clock_and_dimension: grown(tables.sla_compliance_by_clock_and_dimension),
    satisfaction_by_measure_and_dimension: grown(tables.satisfaction_by_measure_and_dimension),
    service_by_dimension: grown(tables.service_by_dimension),
    repairs_by_dimension: grown(tables.repairs_by_dimension),
  };
}

/** A thousand models with five codes each, in each of fourteen periods. */
function manyPairs(): Required<ReportTables>['faults_by_model_and_fault_code'] {
  return Array.from({ length: 14 * 1000 * 5 }, (_, index) => ({
    periods_back: Math.floor(index / 5000),
    model: `M-${Math.floor((index % 5000) / 5)}`,
    fault_code: `E${index % 5}`,
    faults: 1 + (index % 7),
    exposed_units: 1000,
    faults_per_thousand_units: 1 + (index % 7),
  }));
}

function copies<Item>(rows: readonly Item[], count: number, change: (row: Item, number: number) => Item): Item[] {
  return Array.from({ length: rows.length === 0 ? 0 : count }, (_, number) => change(rows[number % rows.length] as Item, number));
}
