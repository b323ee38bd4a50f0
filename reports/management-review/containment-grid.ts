import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { dataText, type Page } from '../page.js';
import { formatDeadline } from '../theme/formats.js';
import { actionName, actionState, containmentText, ownerText } from './action-words.js';
import { groupName, groupsWithSheet } from './defect-order.js';
import type { DefectGroupRow } from './report-tables.js';
import { type ContainmentRow, containmentScopes } from './review-tables.js';

/** The important groups against the five scopes of containment, action by action (domain.md § 8 A3, 002 §5.1.2.7–8). */
export function renderContainment(page: Page): Html | null {
  const groups = groupsWithSheet(page);
  if (groups.length === 0) return null;
  const columns: Column[] = [
    { head: page.t('defects.group') },
    { head: page.t('actions.action'), kind: 'code' },
    ...containmentScopes.map((scope) => ({ head: page.term('scope', scope) })),
    { head: page.t('actions.state') },
  ];
  const rows = groups.flatMap((group) => {
    const answers = answersTo(page, group);
    const name = groupName(page, group);
    if (answers.length === 0) return [{ cells: [name, unassigned(page), ...containmentScopes.map(() => dash), dash] }];
    return answers.map((answer) => ({
      cells: [
        name,
        dataText(answer.action_id),
        ...containmentScopes.map((scope) => scopeCell(page, answer[scope])),
        actionState(page, answer),
      ],
    }));
  });
  return renderFigure({
    anchor: 'defects-containment',
    title: finding(page),
    note: page.t('containment.note'),
    body: renderTable(page.say('containment.table'), columns, [{ rows }]),
    isLong: true,
  });
}

/** The actions that answer a group, with owner, due day, state and what is not contained yet; that there is none. */
export function renderAnswers(page: Page, group: DefectGroupRow): Html {
  const answers = answersTo(page, group);
  if (!group.is_assigned || answers.length === 0) return html`<p>${page.t('sheets.actions')}${page.say('colon')}${unassigned(page)}</p>\n`;
  const columns: Column[] = [
    { head: page.t('actions.action') },
    { head: page.t('actions.owner') },
    { head: page.t('actions.due_on') },
    { head: page.t('actions.state') },
    { head: page.t('actions.containment') },
  ];
  const rows = answers.map((answer) => ({ cells: answerCells(page, answer) }));
  return html`<h4>${page.t('sheets.answers', { count: answers.length })}</h4>
${renderTable(page.say('sheets.actions'), columns, [{ rows }])}`;
}

const dash = html`<span class="none">—</span>`;

function answerCells(page: Page, answer: ContainmentRow): Content[] {
  return [
    html`<strong>${dataText(answer.action_id)}</strong> <span class="sub">${dataText(answer.title)}</span>`,
    ownerText(page, answer, ' · '),
    answer.due_on === null ? html`<span class="noted">${page.t('actions.no_due')}</span>` : formatDeadline(answer.due_on, page.locale),
    actionState(page, answer),
    containmentText(page, answer),
  ];
}

function scopeCell(page: Page, state: string | null): Html {
  if (state === 'pending') return html`<span class="noted">◆ ${page.t('containment.cell_pending')}</span>`;
  if (state === 'done') return html`✓ ${page.t('containment.done')}`;
  return state === 'na' ? html`<span class="none">${page.t('containment.cell_na')}</span>` : dash;
}

function unassigned(page: Page): Html {
  return html`<strong class="noted">${page.t('defects.unassigned')}</strong>`;
}

/** What is not contained by name, then what nobody has filled in. */
function finding(page: Page): Html {
  const rows = page.data.tables.containment_by_group_and_action ?? [];
  // An action may answer several groups.
  const actions = [...new Map(rows.map((row) => [row.action_id, row])).values()];
  const pending = actions.filter(({ containment }) => containment === 'pending');
  if (pending.length > 0) {
    const names = pending.slice(0, 3).map((row) => actionName(page, row));
    const key = pending.length > names.length ? 'containment.finding_pending_more' : 'containment.finding_pending';
    return page.t(key, { count: pending.length, actions: joined(names, page.say('list.items')) });
  }
  if (actions.length === 0) return page.t('containment.finding_none');
  return page.t(actions.some(({ containment }) => containment === 'unknown') ? 'containment.finding_unknown' : 'containment.finding_done');
}

function answersTo(page: Page, group: DefectGroupRow): ContainmentRow[] {
  return (page.data.tables.containment_by_group_and_action ?? []).filter((row) => row.group_id === group.group_id);
}
