import { type Row, type RowGroup, renderFigure, renderTable, type Section, type State, worstShown } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, fewest, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { isolated } from '../theme/mark-label.js';
import { renderContainment } from './containment-grid.js';
import { groupCell, groupName, hasGroups, isActive, isListed, restShown, sortedGroups } from './defect-order.js';
import { intervalRow, intervalSpec, intervalTicks, intervalTop } from './interval-chart.js';
import { intervalText, markText, numberText } from './mark-text.js';
import { renderMissing } from './missing.js';
import type { DefectGroupRow } from './report-tables.js';
import { renderAxis } from './row-scale.js';

const anchor = 'defects';

/** Important and batch quality information: each group's rate with its interval against the limit (002 §5.1.1). */
export async function renderDefects(page: Page): Promise<Section> {
  const groups = page.data.tables.defect_groups ?? [];
  const title = page.t('defects.title');
  if (!hasGroups(page)) {
    const loose = (page.value('defects.faults_without_lot') ?? 0) > 0 ? withoutLot(page) : null;
    return { anchor, title, state: 'no_data', body: html`${renderMissing(page, ['repairs', 'lots', 'feedback'])}${loose}` };
  }
  const listed = sortedGroups(groups.filter(isListed));
  const body = html`${renderCounts(page)}${listed.length === 0 ? html`<p>${page.t('defects.none_listed')}</p>` : await renderIntervals(page, listed)}${renderContainment(page)}`;
  return { anchor, title, state: stateOf(listed), body };
}

function renderCounts(page: Page): Html {
  const figure = (name: string) => page.figure(`defects.${name}`);
  return html`<p>${page.t('defects.counts', {
    groups: figure('groups'),
    new: figure('new'),
    grown: figure('grown'),
    important: figure('important'),
    batch: figure('batch'),
    confirmed: figure('batch_confirmed'),
    uncertain: figure('batch_uncertain'),
    minor: figure('minor'),
    unrated: figure('unrated'),
    general: figure('general'),
  })}</p>
<p>${page.t('defects.totals', { groups: figure('total_groups'), batch: figure('total_batch'), important: figure('total_important') })}</p>
${withoutLot(page)}`;
}

/** Faults that no group can hold, with their codes. */
function withoutLot(page: Page): Html {
  const table = 'faults_without_lot_by_fault_code';
  const codes = (page.data.tables[table] ?? []).slice(0, worstShown).map((row) => {
    const faults = page.number(cellId(table, { fault_code: row.fault_code }, 'faults'), row.faults, 'count');
    return html`${dataText(row.fault_code)}\u00A0${faults}`;
  });
  const isNone = (page.value('defects.faults_without_lot') ?? 0) === 0;
  return html`<p>${page.t(isNone ? 'defects.all_with_lot' : 'defects.without_lot', {
    faults: page.figure('defects.faults_without_lot'),
    codes: codes.length === 0 ? null : html`${page.say('colon')}${joined(codes, page.say('list.items'))}`,
  })}</p>\n`;
}

async function renderIntervals(page: Page, listed: readonly DefectGroupRow[]): Promise<Html> {
  const threshold = page.data.settings.defect_threshold;
  const shown = listed.slice(0, worstShown);
  const top = intervalTop(shown, threshold);
  const axis = renderAxis(intervalTicks(top), threshold);
  const drawings = shown.map((group, index) => ({
    id: `interval-${index}`,
    rows: [intervalRow(group, intervalSays(page, group))],
    label: intervalLabel(page, group),
  }));
  const intervals = await page.draw(intervalSpec(top, threshold), drawings);
  const rows = shown.map((group, index) => groupRow(page, group, group.rate === null ? page.t('defects.unrated') : intervals[index]));
  return renderFigure({
    anchor: 'defects-intervals',
    title: finding(page, listed),
    note: page.t('defects.note', {
      threshold: page.target('defects.threshold', threshold, 'ratio'),
      comparison: page.say(page.data.settings.defect_comparison === '>' ? 'defects.above' : 'defects.at_least'),
    }),
    body: html`${renderGroups(page, shown, rows, axis)}${renderRest(page, listed)}`,
    isLong: true,
  });
}

function renderGroups(page: Page, groups: readonly DefectGroupRow[], rows: readonly Row[], axis: Content): Html {
  const part = (active: boolean): RowGroup => ({
    head: page.t(active ? 'defects.active' : 'defects.quiet'),
    rows: rows.filter((_, index) => {
      const group = groups[index];
      return group !== undefined && isActive(group) === active;
    }),
  });
  return renderTable(page.say('defects.table'), columns(page, axis), [part(true), part(false)]);
}

function renderRest(page: Page, listed: readonly DefectGroupRow[]): Html | null {
  const rest = listed.slice(worstShown);
  if (rest.length === 0) return null;
  const heads = columns(page, null).filter((_, index) => index !== drawingColumn);
  const rows = rest
    .slice(0, restShown)
    .map((group) => groupRow(page, group, null))
    .map(withoutDrawing);
  // Of very many groups the page knows the first alone.
  const count = (page.data.table_rows.get('defect_groups') ?? listed.length) - worstShown;
  const cut = count > restShown ? html`<p class="note">${page.t('table.cut', { count })}</p>` : null;
  const label = page.t('table.rest', { count });
  return html`<details><summary>${label}</summary>
<div class="long-table">
${renderTable(label, heads, [{ rows }])}</div>
${cut}</details>
`;
}

const drawingColumn = 2;

function withoutDrawing(row: Row): Row {
  return { ...row, cells: row.cells.filter((_, index) => index !== drawingColumn) };
}

function columns(page: Page, axis: Content) {
  const hasActions = (page.data.tables.defect_groups ?? []).some((group) => group.is_assigned !== undefined);
  return [
    { head: page.t('defects.group') },
    { head: page.t('defects.rate'), kind: 'number' as const },
    { head: html`${page.t('defects.interval')}${axis}`, kind: 'graphic' as const },
    { head: page.t('defects.affected'), kind: 'number' as const },
    { head: page.t('defects.verdict') },
    ...(hasActions ? [{ head: page.t('defects.action'), kind: 'code' as const }] : []),
    { head: page.t('defects.reasons') },
  ];
}

function groupRow(page: Page, group: DefectGroupRow, drawing: Content): Row {
  const count = (column: 'affected' | 'denominator') => page.number(groupCell(group, column), group[column], 'count');
  const isFew = group.denominator !== null && group.denominator < fewest;
  const rate = isFew ? html`<span class="few">${page.t('few')}</span>` : page.number(groupCell(group, 'rate'), group.rate, 'ratio');
  const hasActions = (page.data.tables.defect_groups ?? []).some((candidate) => candidate.is_assigned !== undefined);
  return {
    className: isActive(group) ? '' : 'quiet',
    cells: [
      html`<strong>${linkedName(page, group)}</strong><br><span class="sub">${joined([dataText(group.model), statusText(page, group)], html` · `)}</span>`,
      rate,
      drawing,
      group.rate === null ? html`<span class="none">—</span>` : html`${count('affected')}/${count('denominator')}`,
      verdict(page, group),
      ...(hasActions ? [actionText(page, group)] : []),
      joined(
        [
          ...group.reasons.map((reason) => page.term('reason', reason)),
          ...group.flags.map((flag) => html`<span class="noted">${page.term('flag', flag)}</span>`),
        ],
        page.say('list.items'),
      ),
    ],
  };
}

/** Its name, leading to its fact sheet where it has one. */
function linkedName(page: Page, group: DefectGroupRow): Html {
  const number = (page.data.tables.sheets ?? []).findIndex((sheet) => sheet.group_id === group.group_id) + 1;
  return number === 0 ? groupName(page, group) : html`<a href="#sheet-${number}">${groupName(page, group)}</a>`;
}

function statusText(page: Page, group: DefectGroupRow): Html {
  const since =
    group.first_at === null ? null : page.t('defects.since', { date: html`<span class="nowrap">${group.first_at.slice(0, 10)}</span>` });
  return joined([page.term('status', group.status), since], page.say('list.separator'));
}

function verdict(page: Page, group: DefectGroupRow): Html {
  const parts = [page.term('class', group.class), group.confidence === null ? null : page.term('confidence', group.confidence)];
  return html`<span class="nowrap">${joined(parts, html` · `)}</span><br><span class="sub">${page.term('info_class', group.info_class)}</span>`;
}

function actionText(page: Page, group: DefectGroupRow): Html {
  if (group.is_assigned) return group.action_id ? dataText(group.action_id) : page.t('defects.assigned');
  return html`<strong class="noted">${page.t('defects.unassigned')}</strong>`;
}

function intervalSays(page: Page, group: DefectGroupRow): string {
  const name = group.lot_no ?? group.group_id.replace(/^slip:/, '');
  const counts = `${numberText(page, group.affected, 'count')}/${numberText(page, group.denominator, 'count')}`;
  return markText(page, `${isolated(name)} · ${isolated(group.fault_code)}`, [
    group.denominator !== null && group.denominator < fewest ? null : numberText(page, group.rate, 'ratio'),
    counts,
    intervalText(page, group.rate_low, group.rate_high),
  ]);
}

function intervalLabel(page: Page, group: DefectGroupRow): string {
  if (group.rate === null || group.rate_low === null || group.rate_high === null) return page.say('defects.unrated');
  const [rate, low, high] = [group.rate, group.rate_low, group.rate_high].map((value) => formatNumber(value, 'ratio', page.locale));
  return page.say('defects.interval_label', { rate: rate ?? '', low: low ?? '', high: high ?? '' });
}

function finding(page: Page, listed: readonly DefectGroupRow[]): Html {
  const worst = listed.find((group) => isActive(group) && group.class === 'batch' && group.confidence === 'confirmed');
  if (!worst)
    return page.t((page.value('defects.batch') ?? 0) > 0 ? 'defects.finding_uncertain' : 'defects.finding_none', {
      batch: page.figure('defects.batch'),
    });
  return page.t('defects.finding_confirmed', {
    confirmed: page.figure('defects.batch_confirmed'),
    threshold: page.target('defects.threshold', page.data.settings.defect_threshold, 'ratio'),
    group: groupName(page, worst),
    low: page.number(groupCell(worst, 'rate_low'), worst.rate_low, 'ratio'),
  });
}

function stateOf(listed: readonly DefectGroupRow[]): State {
  return listed.some((group) => isActive(group)) ? 'signal' : 'calm';
}
