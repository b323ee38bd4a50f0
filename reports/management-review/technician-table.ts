import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { fewest, figureId, type Page } from '../page.js';
import type { RepairsRow } from './report-tables.js';

/** Repairs by technician, most first: workload, no ranking. */
export function renderTechnicians(page: Page): Html | null {
  const rows = (page.data.tables.repairs_by_dimension ?? [])
    .filter((row) => row.periods_back === 0 && row.dimension === 'technician' && row.finished > 0)
    .sort((one, other) => other.finished - one.finished || (one.member < other.member ? -1 : 1));
  const [most] = rows;
  if (most === undefined) return null;
  const columns: Column[] = [
    { head: page.t('technicians.technician') },
    ...(
      ['repairs.finished', 'repairs.confirmed_faults', 'repairs.first_time_fix_rate', 'repairs.repeat_repair_rate', 'service.open'] as const
    ).map((figure) => ({ head: page.term('figure', figure), kind: 'number' as const })),
  ];
  const table = rows.map((row) => ({ cells: technicianCells(page, row) }));
  return renderFigure({
    anchor: 'resources-technicians',
    title: page.t('technicians.finding', {
      technician: page.member(most.member),
      finished: page.number(idOf('repairs.finished', most), most.finished, 'count'),
      total: page.figure('repairs.finished'),
    }),
    note: page.t('technicians.note'),
    body: renderLongTable(page, page.say('technicians.table'), columns, table),
  });
}

function technicianCells(page: Page, row: RepairsRow): Content[] {
  const count = (id: string, value: number | null) => page.number(idOf(id, row), value, 'count');
  const rate = (measure: 'first_time_fix_rate' | 'repeat_repair_rate', n: number) => {
    const id = idOf(`repairs.${measure}`, row);
    const total = { id: `${id}.n`, value: n };
    const value = page.rate(id, row[measure], { id: `${id}.hits`, value: null }, total);
    return n < fewest ? value : html`${value} <span class="sub">n ${page.number(total.id, n, 'count')}</span>`;
  };
  return [
    page.member(row.member),
    count('repairs.finished', row.finished),
    count('repairs.confirmed_faults', row.confirmed_faults),
    rate('first_time_fix_rate', row.repaired_tickets),
    rate('repeat_repair_rate', row.decided_faults),
    count('service.open', page.value(idOf('service.open', row))),
  ];
}

function idOf(id: string, row: RepairsRow): string {
  return figureId(id, 'technician', row.member);
}
