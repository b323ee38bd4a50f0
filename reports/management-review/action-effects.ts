import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { effectRows, effectSpec, effectTicks, effectTop } from './effect-chart.js';
import { markText } from './mark-text.js';
import type { ActionEffectRow } from './report-tables.js';
import { renderScale } from './row-scale.js';

const effects = 'action_effectiveness';

/** Comparisons that are drawn; the others stand in numbers alone. */
const drawn = 30;

/** Whether the measures worked: fault rates of the lots before and from the first fixed one on, at equal age (A4). */
export async function renderEffects(page: Page): Promise<Html> {
  const rows = [...(page.data.tables[effects] ?? [])].sort(
    (one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) || (one.action_id < other.action_id ? -1 : 1),
  );
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('effects.none')}</p>\n`;
  const top = effectTop(rows.slice(0, drawn));
  const drawings = await page.draw(
    effectSpec(top),
    rows.slice(0, drawn).map((row, index) => {
      const label = effectLabel(page, row);
      return { id: `effect-${index}`, rows: effectRows(row, markText(page, row.action_id, [label])), label };
    }),
  );
  const columns: Column[] = [
    { head: page.t('actions.action') },
    { head: html`${page.t('effects.interval')}${renderScale(effectTicks(top))}`, kind: 'graphic' },
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
      rows.map((row, index) => ({ cells: effectCells(page, row, drawings[index] ?? html`<span class="none">—</span>`) })),
      { shown: 10 },
    ),
  });
}

/** Those that did not work first: they need a decision. */
const verdicts = ['not_effective', 'effective', 'insufficient'];

function effectCells(page: Page, row: ActionEffectRow, drawing: Content): Content[] {
  const number = (column: keyof ActionEffectRow, value: number | null, digits?: number) =>
    page.number(cellId(effects, { action_id: row.action_id }, column), value, digits === undefined ? 'count' : 'points', { digits });
  const rate = (side: 'before' | 'after') => {
    const share = percent(page, row, `rate_${side}`);
    if (row[`rate_${side}_high`] === null)
      return html`${number(`faults_${side}`, row[`faults_${side}`])}/${number(`units_${side}`, row[`units_${side}`])}`;
    const interval = html`${percent(page, row, `rate_${side}_low`)}–${percent(page, row, `rate_${side}_high`)}`;
    return html`${number(`faults_${side}`, row[`faults_${side}`])}/${number(`units_${side}`, row[`units_${side}`])}<br><span class="sub">${share}<br>${interval}</span>`;
  };
  const lot = html`<span class="sub">${page.t('effects.from_lot', { lot: dataText(row.first_fixed_lot) })}</span>`;
  return [
    html`<strong>${dataText(row.action_id)}</strong><br><span class="sub">${dataText(row.title)}</span>`,
    drawing,
    html`${joined([dataText(row.model), dataText(row.fault_code)], ' · ')}<br>${lot}`,
    rate('before'),
    rate('after'),
    page.probability(cellId(effects, { action_id: row.action_id }, 'p_value'), row.p_value),
    verdictText(page, row),
  ];
}

function percent(page: Page, row: ActionEffectRow, column: `rate_${'before' | 'after'}${'' | '_low' | '_high'}`): Html {
  return page.number(cellId(effects, { action_id: row.action_id }, column), row[column], 'ratio', { digits: 2 });
}

/** What is not decided says what it takes: units still to be shipped, faults, or lots to compare. */
function verdictText(page: Page, row: ActionEffectRow): Html {
  const verdict = page.term('verdict', row.verdict);
  if (row.verdict === 'not_effective') return html`<strong class="noted">◆ ${verdict}</strong>`;
  if (row.verdict !== 'insufficient') return verdict;
  return html`${verdict}<br><span class="sub">${needText(page, row)}</span>`;
}

function needText(page: Page, row: ActionEffectRow): Html {
  if (row.units_before === 0 || row.units_after === 0) return page.t('effects.no_comparison');
  if (row.units_short === null || row.units_needed === null) return page.t('effects.no_faults');
  const id = (column: string) => cellId(effects, { action_id: row.action_id }, column);
  return page.t('effects.units_short', {
    units: page.number(id('units_short'), row.units_short, 'count'),
    needed: page.number(id('units_needed'), row.units_needed, 'count'),
  });
}

function effectLabel(page: Page, row: ActionEffectRow): string {
  const share = (value: number | null) => (value === null ? '—' : formatNumber(value, 'ratio', page.locale, 2));
  return page.say('effects.interval_label', {
    before: share(row.rate_before),
    before_low: share(row.rate_before_low),
    before_high: share(row.rate_before_high),
    after: share(row.rate_after),
    after_low: share(row.rate_after_low),
    after_high: share(row.rate_after_high),
  });
}
