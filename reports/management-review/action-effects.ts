import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { ActionEffectRow } from './report-tables.js';

const effects = 'action_effectiveness';

/** Whether the measures worked: fault rates of the lots before and from the first fixed one on, at equal age (A4). */
export function renderEffects(page: Page): Html {
  const rows = [...(page.data.tables[effects] ?? [])].sort(
    (one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) || (one.action_id < other.action_id ? -1 : 1),
  );
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('effects.none')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('actions.action') },
    { head: page.t('effects.subject'), kind: 'code' },
    { head: page.t('effects.before'), kind: 'number' },
    { head: page.t('effects.after'), kind: 'number' },
    { head: 'p', kind: 'number' },
    { head: page.t('effects.verdict') },
  ];
  return renderFigure({
    anchor: 'actions-effects',
    title: page.t('effects.finding', {
      effective: page.figure('actions.effective'),
      not_effective: page.figure('actions.not_effective'),
      insufficient: page.figure('actions.insufficient'),
    }),
    note: page.t('effects.note'),
    body: renderLongTable(
      page,
      page.say('effects.table'),
      columns,
      rows.map((row) => ({ cells: effectCells(page, row) })),
      { shown: 10 },
    ),
  });
}

/** Those that did not work first: they need a decision. */
const verdicts = ['not_effective', 'effective', 'insufficient'];

function effectCells(page: Page, row: ActionEffectRow): Content[] {
  const number = (column: keyof ActionEffectRow, value: number | null, digits?: number) =>
    page.number(cellId(effects, { action_id: row.action_id }, column), value, digits === undefined ? 'count' : 'points', { digits });
  const rate = (side: 'before' | 'after') => {
    const share = page.number(cellId(effects, { action_id: row.action_id }, `rate_${side}`), row[`rate_${side}`], 'ratio', { digits: 2 });
    return html`${number(`faults_${side}`, row[`faults_${side}`])}/${number(`units_${side}`, row[`units_${side}`])}<br><span class="sub">${share}</span>`;
  };
  const lot = html`<span class="sub">${page.t('effects.from_lot', { lot: dataText(row.first_fixed_lot) })}</span>`;
  return [
    html`<strong>${dataText(row.action_id)}</strong><br><span class="sub">${dataText(row.title)}</span>`,
    html`${joined([dataText(row.model), dataText(row.fault_code)], ' · ')}<br>${lot}`,
    rate('before'),
    rate('after'),
    page.probability(cellId(effects, { action_id: row.action_id }, 'p_value'), row.p_value),
    verdictText(page, row),
  ];
}

function verdictText(page: Page, row: ActionEffectRow): Html {
  const verdict = page.term('verdict', row.verdict);
  if (row.verdict === 'not_effective') return html`<strong class="noted">◆ ${verdict}</strong>`;
  if (row.units_needed === null) return verdict;
  const units = page.number(cellId(effects, { action_id: row.action_id }, 'units_needed'), row.units_needed, 'count');
  return html`${verdict}<br><span class="sub">${page.t('effects.units_needed', { units })}</span>`;
}
