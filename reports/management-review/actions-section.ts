import type { Section, State } from '../frame.js';
import { type Html, html } from '../html.js';
import type { Page } from '../page.js';
import { renderEffects } from './action-effects.js';
import { renderFindings, renderFlow } from './actions-flow.js';
import { renderRegister } from './actions-register.js';
import { renderMissing } from './missing.js';

const anchor = 'actions';

/** What earlier meetings decided: state, delay, containment and effect of the actions (domain.md § 8 A1–A4). */
export async function renderActions(page: Page): Promise<Section> {
  const title = page.t('actions.title');
  const hasRegister = (page.data.tables.actions ?? []).length + (page.data.tables.action_effectiveness ?? []).length > 0;
  const findings = renderFindings(page);
  if (!hasRegister && !isDue(page)) {
    return { anchor, title, state: 'no_data', body: html`${renderMissing(page, ['actions'])}${unassigned(page)}${findings}` };
  }
  const body = html`${renderCounts(page)}${renderFlow(page)}${await renderRegister(page)}${await renderEffects(page)}${findings}`;
  return { anchor, title, state: stateOf(page), body };
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

function stateOf(page: Page): State {
  const isPositive = (name: string) => (page.value(`actions.${name}`) ?? 0) > 0;
  if (isPositive('overdue')) return 'broken';
  return ['unassigned', 'missing', 'not_effective'].some(isPositive) ? 'signal' : 'calm';
}
