import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';

/** What came, what went, what stays open, and how long it has been overdue (domain.md § 8 A1). */
export function renderFlow(page: Page): Html | null {
  const flow = (page.data.tables.actions_by_period ?? []).find((row) => row.periods_back === 0);
  if (flow === undefined) return null;
  const number = (column: 'open_before' | 'opened' | 'closed' | 'open') =>
    page.number(cellId('actions_by_period', { periods_back: '0' }, column), flow[column], 'count');
  const text = page.t('actions.flow', {
    before: number('open_before'),
    opened: number('opened'),
    closed: number('closed'),
    open: number('open'),
  });
  return html`<p>${text}${overdueAges(page)}</p>\n`;
}

function overdueAges(page: Page): Html | null {
  const ranges = (page.data.tables.actions_overdue_by_age ?? []).filter((row) => row.actions > 0);
  if (ranges.length === 0) return null;
  const parts = ranges.map((row) => {
    const id = cellId('actions_overdue_by_age', { range_no: String(row.range_no) }, 'actions');
    const days = row.to_days === null ? `> ${row.from_days - 1}` : `${row.from_days}–${row.to_days}`;
    return page.t('actions.overdue_age', { days, actions: page.number(id, row.actions, 'count') });
  });
  return page.t('actions.overdue_ages', { ages: joined(parts, page.say('list.items')) });
}

/** Cells and rows of the register that somebody has to look at; nothing where there are none. */
export function renderFindings(page: Page): Html | null {
  const findings = page.data.register_findings;
  if (findings.length === 0) return null;
  const columns: Column[] = [
    { head: page.t('actions.cell'), kind: 'code' },
    { head: page.t('actions.action'), kind: 'code' },
    { head: page.t('actions.finding_text'), kind: 'prose' },
  ];
  return renderFigure({
    anchor: 'actions-findings',
    title: page.t('actions.findings', { count: findings.length }),
    note: page.t('actions.findings_note'),
    body: renderLongTable(
      page,
      page.say('actions.findings_table'),
      columns,
      findings.map(({ cell, action_id, text }) => ({ cells: [dataText(cell), dataText(action_id), dataText(text)] })),
    ),
    isLong: true,
  });
}
