import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatDeadline } from '../theme/formats.js';
import { actionName, actionState, containmentText, overdueDays, ownerText } from './action-words.js';
import { markText } from './mark-text.js';
import type { ActionRow } from './report-tables.js';
import { renderScale } from './row-scale.js';
import { timelineRows, timelineScale, timelineSpec, timelineTicks } from './timeline-chart.js';

/** Rows that are drawn: the page stays light; the dates of those beyond stand in words beside. */
const drawn = 60;

/** Every action not yet verified and those that ended in the period: when it ran, its due dates, its state (domain.md § 8 A1–A3). */
export async function renderRegister(page: Page): Promise<Html> {
  const rows = page.data.tables.actions ?? [];
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('actions.all_closed')}</p>\n`;
  const today = page.data.header.as_of.slice(0, 10);
  const shown = rows.slice(0, drawn);
  const scale = timelineScale(shown, today);
  const timelines = await page.draw(
    timelineSpec(scale),
    shown.map((row, index) => {
      const label = timelineText(page, row);
      return { id: `timeline-${index}`, rows: timelineRows(row, scale, markText(page, row.action_id, [label])), label };
    }),
  );
  const columns: Column[] = [
    { head: page.t('actions.action') },
    { head: page.t('actions.state') },
    {
      head: html`<span aria-hidden="true">┆</span> ${page.t('timeline.today', { date: today })}${renderScale(timelineTicks(scale))}`,
      kind: 'graphic',
    },
    { head: page.t('actions.due_on') },
    { head: page.t('actions.owner') },
    { head: page.t('actions.answers'), kind: 'code' },
    { head: page.t('actions.containment') },
  ];
  return renderFigure({
    anchor: 'actions-register',
    title: finding(page, rows),
    note: page.t('actions.note'),
    body: html`<div class="timeline">${renderLongTable(
      page,
      page.say('actions.table'),
      columns,
      rows.map((row, index) => ({ cells: actionCells(page, row, timelines[index] ?? html`<span class="none">—</span>`) })),
    )}</div>`,
    isLong: true,
  });
}

function finding(page: Page, rows: readonly ActionRow[]): Html {
  const [latest] = rows;
  if (latest === undefined || !latest.is_overdue) return page.t('actions.finding_none', { open: page.figure('actions.open') });
  return page.t('actions.finding', {
    overdue: page.figure('actions.overdue'),
    days: overdueDays(page, latest),
    action: actionName(page, latest),
  });
}

/** What the drawing shows, in one sentence. */
function timelineText(page: Page, action: ActionRow): string {
  const parts = [
    page.say('timeline.opened', { date: action.opened_on }),
    action.due_on === null ? page.say('actions.no_due') : page.say('timeline.due', { date: action.due_on }),
    ...(action.earlier_dues.length === 0
      ? []
      : [page.say('timeline.earlier', { dates: action.earlier_dues.join(page.say('list.items')) })]),
    ...(action.ended_on === null ? [] : [page.say('timeline.ended', { date: action.ended_on })]),
    ...(action.late_days === null ? [] : [page.say(action.is_open ? 'actions.overdue' : 'timeline.late', { days: action.late_days })]),
  ];
  return parts.join(page.say('list.separator'));
}

function actionCells(page: Page, action: ActionRow, timeline: Content): Content[] {
  const answers = joined([action.model, action.fault_code].filter(Boolean).map(dataText), ' · ');
  const source = action.source_id === null ? null : html`<span class="sub">${dataText(action.source_id)}</span>`;
  return [
    html`<strong>${dataText(action.action_id)}</strong><br><span class="sub">${dataText(action.title)}</span>`,
    stateText(page, action),
    timeline,
    dueText(page, action),
    ownerText(page, action, html`<br>`),
    answers.markup === '' && source === null ? html`<span class="none">—</span>` : joined([answers, source], html`<br>`),
    containmentText(page, action),
  ];
}

/** Moved due dates are told: how often, and from which. */
function dueText(page: Page, action: ActionRow): Html {
  const opened = html`<span class="sub nowrap">${page.t('timeline.opened', { date: action.opened_on })}</span>`;
  const due =
    action.due_on === null
      ? html`<span class="noted">${page.t('actions.no_due')}</span>`
      : html`<span class="nowrap">${formatDeadline(action.due_on, page.locale)}</span>`;
  if (action.due_moves === 0) return html`${due}<br>${opened}`;
  const moves = page.number(cellId('actions', { action_id: action.action_id }, 'due_moves'), action.due_moves, 'count');
  const earlier = joined(action.earlier_dues.map(nowrap), page.say('list.items'));
  const from = action.earlier_dues.length === 0 ? null : page.t('actions.earlier_dues', { dues: earlier });
  return html`${due}<br><span class="sub"><span aria-hidden="true">◇</span> ${page.t('actions.moved', { moves })}${from}</span><br>${opened}`;
}

function nowrap(text: string): Html {
  return html`<span class="nowrap">${text}</span>`;
}

function stateText(page: Page, action: ActionRow): Html {
  const gone = action.is_missing ? html`<br><strong class="noted">◆ ${page.t('actions.missing')}</strong>` : null;
  const carried = action.is_carried_over ? html`<br><span class="sub">${page.t('actions.carried_over')}</span>` : null;
  return html`${actionState(page, action)}${ending(page, action)}${carried}${gone}`;
}

/** When it ended, and how late that was. */
function ending(page: Page, action: ActionRow): Html | null {
  if (action.ended_on === null) return null;
  const ended = html`<br><span class="sub nowrap">${page.t('timeline.ended', { date: action.ended_on })}</span>`;
  if (action.late_days === null) return ended;
  const days = page.number(cellId('action_timeline', { action_id: action.action_id }, 'late_days'), action.late_days, 'count');
  return html`${ended}<br><span class="broken">▲ ${page.t('timeline.late', { days })}</span>`;
}
