import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { ActionRow } from './report-tables.js';
import { type ContainmentRow, containmentScopes } from './review-tables.js';

/** `XD-009（穆清扬）`. */
export function actionName(page: Page, action: Pick<ActionRow, 'action_id' | 'owner'>): Html {
  const owner = action.owner === null ? page.t('actions.no_owner') : dataText(action.owner);
  return html`${dataText(action.action_id)}${page.say('bracket.open')}${owner}${page.say('bracket.close')}`;
}

export function overdueDays(page: Page, action: Pick<ActionRow, 'action_id' | 'overdue_days'>): Html {
  return page.number(cellId('actions', { action_id: action.action_id }, 'overdue_days'), action.overdue_days, 'count');
}

/** Overdue by how many days, else its status; what is closed after the cut-off is still in progress. */
export function actionState(page: Page, action: Pick<ActionRow, 'action_id' | 'status' | 'is_open' | 'is_overdue' | 'overdue_days'>): Html {
  if (action.is_overdue) return html`<strong class="broken">▲ ${page.t('actions.overdue', { days: overdueDays(page, action) })}</strong>`;
  return page.term('action_status', action.is_open && action.status !== 'open' ? 'in_progress' : action.status);
}

/** What is pending of an action by name, else that it is complete or that nothing is known. */
export function containmentText(page: Page, action: Pick<ContainmentRow, (typeof containmentScopes)[number]>): Html {
  const pending = containmentScopes.filter((scope) => action[scope] === 'pending');
  if (pending.length > 0) {
    const names = pending.map((scope) => page.term('scope', scope));
    return html`<span class="noted">${page.t('containment.pending', { scopes: joined(names, page.say('list.items')) })}</span>`;
  }
  return containmentScopes.some((scope) => action[scope] === 'done') ? page.t('containment.done') : html`<span class="none">—</span>`;
}

/** Who answers for an action, person and department; that nobody does. */
export function ownerText(page: Page, action: Pick<ActionRow, 'owner' | 'department'>, separator: Content): Html {
  const owner = [action.owner, action.department].filter((text) => text !== null);
  return owner.length === 0 ? html`<span class="noted">${page.t('actions.no_owner')}</span>` : joined(owner.map(dataText), separator);
}
