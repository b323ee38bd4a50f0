import { type Column, renderFigure, renderLongTable, type Section, type State } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatDeadline } from '../theme/formats.js';
import { renderEffects } from './action-effects.js';
import { renderFindings, renderFlow } from './actions-flow.js';
import { renderMissing } from './missing.js';
import type { ActionRow } from './report-tables.js';

const anchor = 'actions';

/** What earlier meetings decided: state, delay, containment and effect of the actions (domain.md § 8 A1–A4). */
export function renderActions(page: Page): Section {
  const title = page.t('actions.title');
  const hasRegister = (page.data.tables.actions ?? []).length + (page.data.tables.action_effectiveness ?? []).length > 0;
  const findings = renderFindings(page);
  if (!hasRegister && !isDue(page)) {
    return { anchor, title, state: 'no_data', body: html`${renderMissing(page, ['actions'])}${unassigned(page)}${findings}` };
  }
  const body = html`${renderCounts(page)}${renderFlow(page)}${renderRegister(page)}${renderEffects(page)}${findings}`;
  return { anchor, title, state: stateOf(page), body };
}

/** `XD-009（穆清扬）`. */
export function actionName(page: Page, action: ActionRow): Html {
  const owner = action.owner === null ? page.t('actions.no_owner') : dataText(action.owner);
  return html`${dataText(action.action_id)}${page.say('bracket.open')}${owner}${page.say('bracket.close')}`;
}

export function overdueDays(page: Page, action: ActionRow): Html {
  return page.number(cellId('actions', { action_id: action.action_id }, 'overdue_days'), action.overdue_days, 'count');
}

function renderCounts(page: Page): Html {
  const figure = (name: string) => page.figure(`actions.${name}`);
  const onTime = 'actions.closed_on_time_rate';
  const rate = page.rate(
    onTime,
    page.value(onTime),
    { id: `${onTime}.hits`, value: null },
    { id: 'actions.due', value: page.value('actions.due') },
    { isInSentence: true },
  );
  const due = isDue(page) ? page.t('actions.due', { due: figure('due'), rate }) : page.t('actions.none_due');
  const gone = (page.value('actions.missing') ?? 0) > 0 ? page.t('actions.gone', { missing: figure('missing') }) : null;
  return html`<p>${page.t('actions.counts', { open: figure('open'), overdue: figure('overdue') })}${due}${gone}</p>
${unassigned(page)}`;
}

/** Important groups nobody has been given (A2). */
function unassigned(page: Page): Html | null {
  if ((page.value('actions.unassigned') ?? 0) === 0) return null;
  return html`<p><span class="noted" aria-hidden="true">◆</span> ${page.t('actions.unassigned', { groups: page.figure('actions.unassigned') })} <a class="ref" href="#defects">${page.t('defects.title')}</a></p>\n`;
}

function isDue(page: Page): boolean {
  return (page.value('actions.due') ?? 0) > 0;
}

function renderRegister(page: Page): Html {
  const rows = page.data.tables.actions ?? [];
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('actions.all_closed')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('actions.action') },
    { head: page.t('actions.answers'), kind: 'code' },
    { head: page.t('actions.owner') },
    { head: page.t('actions.due_on') },
    { head: page.t('actions.state'), kind: 'code' },
    { head: page.t('actions.containment'), kind: 'prose' },
  ];
  return renderFigure({
    anchor: 'actions-register',
    title: finding(page, rows),
    note: page.t('actions.note'),
    body: renderLongTable(
      page,
      page.say('actions.table'),
      columns,
      rows.map((row) => ({ cells: actionCells(page, row) })),
    ),
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

function actionCells(page: Page, action: ActionRow): Content[] {
  const answers = joined([action.model, action.fault_code].filter(Boolean).map(dataText), ' · ');
  const source = action.source_id === null ? null : html`<span class="sub">${dataText(action.source_id)}</span>`;
  const owner = [action.owner, action.department].filter((text) => text !== null);
  return [
    html`<strong>${dataText(action.action_id)}</strong><br><span class="sub">${dataText(action.title)}</span>`,
    answers.markup === '' && source === null ? html`<span class="none">—</span>` : joined([answers, source], html`<br>`),
    owner.length === 0 ? html`<span class="noted">${page.t('actions.no_owner')}</span>` : joined(owner.map(dataText), html`<br>`),
    dueText(page, action),
    stateText(page, action),
    containmentText(page, action),
  ];
}

/** Moved due dates are told: how often, and from when. */
function dueText(page: Page, action: ActionRow): Html {
  if (action.due_on === null) return html`<span class="noted">${page.t('actions.no_due')}</span>`;
  const due = html`<span class="nowrap">${formatDeadline(action.due_on, page.locale)}</span>`;
  if (action.due_moves === 0) return due;
  const moves = page.number(cellId('actions', { action_id: action.action_id }, 'due_moves'), action.due_moves, 'count');
  const first =
    action.first_due_on === null ? null : page.t('actions.first_due', { due: html`<span class="nowrap">${action.first_due_on}</span>` });
  return html`${due}<br><span class="sub"><span aria-hidden="true">◇</span> ${page.t('actions.moved', { moves })}${first}</span>`;
}

function stateText(page: Page, action: ActionRow): Html {
  const state = action.is_overdue
    ? html`<strong class="broken">▲ ${page.t('actions.overdue', { days: overdueDays(page, action) })}</strong>`
    : page.term('action_status', action.is_open && action.status !== 'open' ? 'in_progress' : action.status);
  const gone = action.is_missing ? html`<br><strong class="noted">◆ ${page.t('actions.missing')}</strong>` : null;
  const carried = action.is_carried_over ? html`<br><span class="sub">${page.t('actions.carried_over')}</span>` : null;
  return html`${state}${carried}${gone}`;
}

const scopes = ['shop_floor', 'warehouse', 'market', 'tooling', 'documents'] as const;

/** A3: complete when nothing is pending; a scope nobody filled in says nothing. */
function containmentText(page: Page, action: ActionRow): Html {
  const pending = scopes.filter((scope) => action[scope] === 'pending');
  if (pending.length > 0) {
    const names = pending.map((scope) => page.term('scope', scope));
    return html`<span class="noted">${page.t('containment.pending', { scopes: joined(names, page.say('list.items')) })}</span>`;
  }
  const isFilled = scopes.some((scope) => action[scope] === 'done');
  return isFilled ? page.t('containment.done') : html`<span class="none">—</span>`;
}

function stateOf(page: Page): State {
  const isPositive = (name: string) => (page.value(`actions.${name}`) ?? 0) > 0;
  if (isPositive('overdue')) return 'broken';
  return ['unassigned', 'missing', 'not_effective'].some(isPositive) ? 'signal' : 'calm';
}
