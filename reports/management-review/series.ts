import type { Html } from '../html.js';
import type { Page } from '../page.js';
import type { ControlLimits, ControlPoint, ReportData, Unit } from './report-data.js';

/** A figure over the periods: the value, and its 95 % interval where the metric has one. */
export interface SeriesPoint {
  readonly periods_back: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What a rate is a share of, where its metric says it. */
  readonly n: number | null;
}

/** Periods a trend shows. */
export const periodsShown = 13;

/** The figure's overall value per period, oldest first; periods without a row are null. Empty when its table has none. */
export function seriesOf(data: ReportData, id: string): SeriesPoint[] {
  const rows = rowsOf(data, id);
  if (rows.length === 0) return [];
  const column = columnOf(id);
  const byPeriod = new Map(rows.map((row) => [row.periods_back, row as object as Record<string, unknown>]));
  return Array.from({ length: periodsShown }, (_, index) => {
    const back = periodsShown - 1 - index;
    const row = byPeriod.get(back);
    return {
      periods_back: back,
      value: numeric(row?.[column]),
      low: numeric(row?.[`${column}_low`]),
      high: numeric(row?.[`${column}_high`]),
      n: numeric(row?.[totalColumnOf(id)]),
    };
  });
}

/** The value of one period as the page prints it: 样本过少 where a rate has n < 10. */
export function renderPoint(page: Page, id: string, point: SeriesPoint | undefined, unit: Unit, isInSentence = false): Html {
  const periodsBack = point?.periods_back ?? 1;
  if (unit !== 'ratio') return page.number(id, point?.value ?? null, unit, { periodsBack });
  // Of a clock hits and total are figures themselves.
  const clock = /^(sla\.\w+)\.compliance$/.exec(id)?.[1];
  const total = { id: clock ? `${clock}.due` : `${id}.n`, value: point?.n ?? null };
  const hits = { id: clock ? `${clock}.met` : `${id}.hits`, value: null };
  return page.rate(id, point?.value ?? null, hits, total, { periodsBack, isInSentence });
}

export function limitsOf(data: ReportData, id: string): ControlLimits | null {
  return data.control_limits.find((limits) => limits.series === id) ?? null;
}

/** The point of the reported period. */
export function pointNow(limits: ControlLimits | null): ControlPoint | undefined {
  return limits?.points.find((point) => point.periods_back === 0);
}

/** The rules that signal at the reported period, each with the side of the centre: the ends of the messages `signal.…`. */
export function signalsAt(
  point: ControlPoint | undefined,
  centre: number | null | undefined,
): `${ControlPoint['signals'][number]}_${'below' | 'above'}`[] {
  const side = (point?.value ?? 0) < (centre ?? 0) ? 'below' : 'above';
  return (point?.signals ?? []).map((signal) => `${signal}_${side}` as const);
}

function rowsOf({ tables }: ReportData, id: string): readonly { readonly periods_back: number }[] {
  const [family, member] = id.split('.');
  const overall = <Row extends { dimension: string }>(rows: readonly Row[] | undefined) =>
    (rows ?? []).filter((row) => row.dimension === '');
  if (family === 'sla') return overall(tables.sla_compliance_by_clock_and_dimension).filter((row) => row.clock === member);
  if (family === 'satisfaction' && member?.startsWith('nps')) return overall(tables.nps_by_dimension);
  if (family === 'satisfaction') return overall(tables.satisfaction_by_measure_and_dimension).filter((row) => row.measure === member);
  if (id === 'service.median_hours' || id === 'service.p90_hours') return overall(tables.completion_time_by_dimension);
  if (family === 'service') return overall(tables.service_by_dimension);
  if (family === 'samples') return tables.samples_totals ?? [];
  if (family === 'repairs') return overall(tables.repairs_by_dimension);
  if (family === 'complaints') return tables.complaints_by_period ?? [];
  return family === 'defects' ? (tables.defect_counts_by_period ?? []) : [];
}

/** `sla.<clock>.due` → `due`, `service.open_age.over_30` → `open_age_over_30`. */
function columnOf(id: string): string {
  const [family, second = '', third] = id.split('.');
  if (third === undefined) return second;
  return family === 'sla' || family === 'satisfaction' ? third : `${second}_${third}`;
}

/** Column of the metric that holds what a rate is a share of. */
function totalColumnOf(id: string): string {
  const [family = ''] = id.split('.');
  const columns: Readonly<Record<string, string>> = {
    sla: 'due',
    satisfaction: 'n',
    'service.resolution_rate': 'to_resolve',
    'repairs.first_time_fix_rate': 'repaired_tickets',
    'repairs.repeat_repair_rate': 'decided_faults',
    'repairs.no_fault_found_rate': 'finished',
    'repairs.out_of_box_rate': 'shipped_units',
  };
  return columns[id] ?? columns[family] ?? '';
}

function numeric(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
