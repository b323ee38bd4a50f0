import { type Column, renderFigure, renderLongTable, renderTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatDeadline, formatTime } from '../theme/formats.js';
import type { SlaBreachRow, SlaEscalationRow } from './report-tables.js';

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
          overdue: overdueText(page, 'tables.breaches', worst),
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
      overdueText(page, 'tables.breaches', row),
    ],
  }));
  return renderFigure({
    anchor: 'sla-breaches',
    title,
    note: page.t('breaches.note'),
    body: renderLongTable(page, page.say('breaches.table'), columns, tableRows, totalOf(page, 'sla_breaches_by_obligation')),
  });
}

/** What is overdue and still open at as_of: to be escalated (001). */
export function renderEscalations(page: Page): Html | null {
  const rows = page.data.tables.sla_escalations_by_obligation;
  if (rows === undefined) return null;
  if (rows.length === 0)
    return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('escalations.none')} ${olderText(page)}</p>\n`;
  const columns: Column[] = [
    ...recordColumns(page),
    { head: page.t('breaches.due_at') },
    { head: page.t('breaches.overdue'), kind: 'number' },
  ];
  const tableRows = worstFirst(rows).map((row) => ({
    cells: [
      ...recordCells(page, row),
      html`<span class="nowrap">${formatDeadline(row.due_at, page.locale)}</span>`,
      overdueText(page, escalations, row),
    ],
  }));
  return renderFigure({
    anchor: 'sla-escalations',
    title: page.t('escalations.finding', {
      count: page.number(escalations, page.data.table_rows.get(escalations) ?? rows.length, 'count'),
    }),
    note: html`${page.t('escalations.note')} ${olderText(page)}`,
    body: renderLongTable(page, page.say('escalations.table'), columns, tableRows, { shown: 10, ...totalOf(page, escalations) }),
  });
}

const escalations = 'sla_escalations_by_obligation';

/** What has been waiting for longer than a year is counted, not listed (domain.md § 4). */
function olderText(page: Page): Html | null {
  const older = page.data.tables.sla_escalations_older?.[0]?.obligations ?? 0;
  if (older === 0) return null;
  return page.t('escalations.older', { count: page.number('sla_escalations_older.obligations', older, 'count') });
}

/** Of every clock the pending obligation that falls due first, with how many are pending. */
export function renderDueNext(page: Page): Html | null {
  const rows = page.data.tables.sla_due_next_by_obligation ?? [];
  const [first] = rows;
  if (first === undefined) return null;
  const columns: Column[] = [
    { head: page.t('breaches.clock') },
    { head: page.t('sla.pending'), kind: 'number' },
    { head: page.t('due_next.first') },
    { head: page.t('breaches.record'), kind: 'code' },
    { head: page.t('breaches.team') },
    { head: page.t('breaches.owner') },
  ];
  const tableRows = rows.map((row) => ({
    cells: [
      page.term('clock', row.clock),
      page.figure(`sla.${row.clock}.pending`),
      dueText(page, row.due_at),
      dataText(row.record_id),
      dataText(row.team),
      dataText(row.owner),
    ],
  }));
  return renderFigure({
    anchor: 'sla-due-next',
    title: page.t('due_next.finding', {
      count: page.number('sla_due_next_by_obligation', page.data.table_rows.get('sla_due_next_by_obligation') ?? null, 'count'),
      clock: page.term('clock', first.clock),
      due: dueText(page, first.due_at),
    }),
    note: page.t('due_next.note'),
    body: renderTable(page.say('due_next.table'), columns, [{ rows: tableRows }]),
  });
}

function dueText(page: Page, dueAt: string | null): Html {
  if (dueAt === null) return html`<span class="none">${page.t('due_next.beyond')}</span>`;
  return html`<span class="nowrap">${formatDeadline(dueAt, page.locale)}</span>`;
}

function totalOf(page: Page, table: string): { total?: number } {
  const total = page.data.table_rows.get(table);
  return total === undefined ? {} : { total };
}

function recordColumns(page: Page): Column[] {
  return (['clock', 'record', 'team', 'owner'] as const).map((name) => ({
    head: page.t(`breaches.${name}`),
    kind: name === 'record' ? 'code' : 'text',
  }));
}

function recordCells(page: Page, row: SlaBreachRow | SlaEscalationRow): Html[] {
  const isTicket = row.ticket_id === null || row.ticket_id === row.record_id;
  const ticket = isTicket ? null : html`<br><span class="sub">${page.t('breaches.of_ticket', { ticket: dataText(row.ticket_id) })}</span>`;
  return [page.term('clock', row.clock), html`${dataText(row.record_id)}${ticket}`, dataText(row.team), dataText(row.owner)];
}

function overdueText(page: Page, table: string, row: SlaBreachRow | SlaEscalationRow): Html {
  return page.duration(cellId(table, { clock: row.clock, record_id: row.record_id }, 'overdue_minutes'), row.overdue_minutes);
}

function worstFirst<Item extends SlaBreachRow | SlaEscalationRow>(rows: readonly Item[]): Item[] {
  const key = (row: Item) => `${row.clock} ${row.record_id} ${row.due_at}`;
  return [...rows].sort((one, other) => (other.overdue_minutes ?? -1) - (one.overdue_minutes ?? -1) || (key(one) < key(other) ? -1 : 1));
}
