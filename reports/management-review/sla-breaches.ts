import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatDeadline, formatHours, formatTime } from '../theme/formats.js';
import type { SlaBreachRow, SlaEscalationRow } from './report-data.js';

/** The obligations of the period missed by the most time. */
export function renderBreaches(page: Page): Html {
  const rows = page.data.tables.sla_breaches_by_obligation;
  if (rows === undefined || rows.length === 0)
    return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('breaches.none')}</p>\n`;
  const sorted = worstFirst(rows);
  const [worst] = sorted;
  const title =
    worst?.overdue_minutes == null
      ? page.t('breaches.finding_silent')
      : page.t('breaches.finding', {
          clock: page.term('clock', worst.clock),
          record: dataText(worst.record_id),
          overdue: overdueText(page, 'breaches', worst),
        });
  const columns: Column[] = [
    ...recordColumns(page),
    { head: page.t('breaches.due_at') },
    { head: page.t('breaches.stopped_at') },
    { head: page.t('breaches.overdue'), kind: 'number' },
  ];
  const tableRows = sorted.map((row) => ({
    cells: [
      ...recordCells(page, row),
      html`<span class="nowrap">${formatDeadline(row.due_at, page.locale)}</span>`,
      row.stopped_at === null
        ? html`<strong class="broken">▲ ${page.t('breaches.not_stopped')}</strong>`
        : html`<span class="nowrap">${formatTime(row.stopped_at)}</span>`,
      overdueText(page, 'breaches', row),
    ],
  }));
  return renderFigure({
    anchor: 'sla-breaches',
    title,
    note: page.t('breaches.note'),
    body: renderLongTable(page, page.say('breaches.table'), columns, tableRows),
  });
}

/** What is overdue and still open at as_of: to be escalated (001). */
export function renderEscalations(page: Page): Html | null {
  const rows = page.data.tables.sla_escalations_by_obligation;
  if (rows === undefined) return null;
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('escalations.none')}</p>\n`;
  const columns: Column[] = [
    ...recordColumns(page),
    { head: page.t('breaches.due_at') },
    { head: page.t('breaches.overdue'), kind: 'number' },
  ];
  const tableRows = worstFirst(rows).map((row) => ({
    cells: [
      ...recordCells(page, row),
      html`<span class="nowrap">${formatDeadline(row.due_at, page.locale)}</span>`,
      overdueText(page, 'escalations', row),
    ],
  }));
  return renderFigure({
    anchor: 'sla-escalations',
    title: page.t('escalations.finding', {
      count: html`<data value="${rows.length}" data-figure="tables.escalations">${rows.length}</data>`,
    }),
    note: page.t('escalations.note'),
    body: renderLongTable(page, page.say('escalations.table'), columns, tableRows, 10),
  });
}

function recordColumns(page: Page): Column[] {
  return (['clock', 'record', 'ticket', 'team', 'owner'] as const).map((name) => ({ head: page.t(`breaches.${name}`) }));
}

function recordCells(page: Page, row: SlaBreachRow | SlaEscalationRow): Html[] {
  const ticket = row.ticket_id === row.record_id ? html`<span class="none">${page.t('breaches.same')}</span>` : dataText(row.ticket_id);
  return [page.term('clock', row.clock), dataText(row.record_id), ticket, dataText(row.team), dataText(row.owner)];
}

function overdueText(page: Page, table: string, row: SlaBreachRow | SlaEscalationRow): Html {
  if (row.overdue_minutes === null) return html`<span class="none">—</span>`;
  const id = cellId(table, 'record_id', row.record_id, 'overdue_minutes');
  return html`<data value="${row.overdue_minutes}" data-figure="${id}">${formatHours(row.overdue_minutes / 60, page.locale)}</data>`;
}

function worstFirst<Item extends SlaBreachRow | SlaEscalationRow>(rows: readonly Item[]): Item[] {
  const key = (row: Item) => `${row.clock} ${row.record_id} ${row.due_at}`;
  return [...rows].sort((one, other) => (other.overdue_minutes ?? -1) - (one.overdue_minutes ?? -1) || (key(one) < key(other) ? -1 : 1));
}
