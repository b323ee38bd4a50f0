import { type Column, type Row, renderFigure, renderTable, type Section } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { dataText, type Page } from '../page.js';
import { actionName } from './action-words.js';
import { renderClauses } from './clauses.js';
import { groupName, isListed, sortedGroups } from './defect-order.js';
import { pairName } from './emerging.js';

const anchor = 'decisions';
/** Matters of one kind put on the list; the sections hold the rest. */
const mostOfKind = 8;
/** Empty lines for what the meeting adds. */
const emptyLines = 4;

/** The page to be filled in at the meeting: what the figures ask to be decided, then room (ISO 9001:2015 9.3.3). */
export function renderDecisions(page: Page): Section {
  const matters = [...unassignedGroups(page), ...overdueActions(page), ...failedActions(page), ...unansweredEmerging(page)];
  const columns: Column[] = [
    { head: page.t('decisions.number') },
    { head: page.t('decisions.matter'), kind: 'prose' },
    { head: page.t('decisions.asked') },
    { head: page.t('decisions.decision') },
    { head: page.t('decisions.owner') },
    { head: page.t('decisions.due') },
  ];
  const empty = Array.from({ length: emptyLines }, (): Matter => ({ matter: html``, question: '' }));
  const rows = [...matters, ...empty].map(
    ({ matter, question }, index): Row => ({ cells: [index + 1, matter, question, '', '', ''], className: 'blank' }),
  );
  const table = renderFigure({
    anchor: 'decisions-table',
    title: matters.length === 0 ? page.t('decisions.none') : page.t('decisions.finding', { count: matters.length }),
    note: page.t('decisions.note'),
    isLong: true,
    body: renderTable(page.say('decisions.table'), columns, [{ rows }]),
  });
  return {
    anchor,
    title: page.t('decisions.title'),
    state: matters.length > 0 ? 'signal' : 'calm',
    body: html`${table}${renderClauses(page)}`,
  };
}

interface Matter {
  readonly matter: Html;
  readonly question: Content;
}

function unassignedGroups(page: Page): Matter[] {
  const groups = (page.data.tables.defect_groups ?? []).filter((group) => isListed(group) && group.info_class === 'important');
  return sortedGroups(groups.filter((group) => group.is_assigned === false))
    .slice(0, mostOfKind)
    .map((group) => ({
      matter: html`${groupName(page, group)}${group.model === null ? null : html` · ${dataText(group.model)}`}`,
      question: page.t('decisions.assign'),
    }));
}

function overdueActions(page: Page): Matter[] {
  return (page.data.tables.actions ?? [])
    .filter((action) => action.is_overdue)
    .slice(0, mostOfKind)
    .map((action) => ({
      matter: html`${actionName(page, action)} ${dataText(action.title)}`,
      question: page.t('decisions.overdue'),
    }));
}

function failedActions(page: Page): Matter[] {
  return (page.data.tables.action_effectiveness ?? [])
    .filter((action) => action.verdict === 'not_effective')
    .slice(0, mostOfKind)
    .map((action) => ({
      matter: html`${dataText(action.action_id)} ${dataText(action.title)}`,
      question: page.t('decisions.not_effective'),
    }));
}

/** Flagged pairs that no action names. */
function unansweredEmerging(page: Page): Matter[] {
  return (page.data.tables.emerging ?? [])
    .filter((pair) => pair.flagged && !pair.is_answered)
    .slice(0, mostOfKind)
    .map((pair) => ({ matter: joined([page.t('decisions.pair'), pairName(pair)], ' '), question: page.t('decisions.emerging') }));
}
