import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { EmergingRow } from './report-tables.js';

/** Periods of the baseline below which nothing is tested (domain.md § 7). */
const fewestPeriods = 3;

/** Pairs of model and fault against what their earlier periods let expect, with how many were tested. */
export function renderEmerging(page: Page): Html {
  const rows = page.data.tables.emerging ?? [];
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">—</span> ${untested(page)}</p>\n`;
  const columns: Column[] = [
    { head: page.t('emerging.pair') },
    { head: page.t('emerging.count'), kind: 'number' },
    { head: page.t('emerging.expected'), kind: 'number' },
    { head: 'p', kind: 'number' },
    { head: 'q', kind: 'number' },
    { head: page.t('effects.verdict') },
  ];
  return renderFigure({
    anchor: 'quality-emerging',
    title: finding(page, rows),
    note: html`${page.t('emerging.note', { tested: page.figure('emerging.tested') })} ${unexposed(page)}`,
    body: renderLongTable(
      page,
      page.say('emerging.table'),
      columns,
      rows.map((row) => ({ cells: emergingCells(page, row) })),
      { shown: 10, total: page.data.table_rows.get('emerging') ?? rows.length },
    ),
  });
}

/** The pair with the smallest q among those flagged. */
export function worstEmerging(page: Page): EmergingRow | null {
  return page.data.tables.emerging?.find((row) => row.flagged) ?? null;
}

export function pairName(row: EmergingRow): Html {
  return joined([dataText(row.model), dataText(row.fault_code)], ' · ');
}

export function emergingNumber(page: Page, row: EmergingRow, column: 'count' | 'expected'): Html {
  const id = cellId('tables.emerging', { model: row.model, fault_code: row.fault_code }, column);
  return column === 'count' ? page.number(id, row.count, 'count') : page.number(id, row.expected, 'points', { digits: 1 });
}

export function emergingProbability(page: Page, row: EmergingRow, column: 'p_value' | 'q_value'): Html {
  return page.probability(cellId('tables.emerging', { model: row.model, fault_code: row.fault_code }, column), row[column]);
}

function emergingCells(page: Page, row: EmergingRow): Content[] {
  return [
    row.flagged ? html`<strong>${pairName(row)}</strong>` : pairName(row),
    emergingNumber(page, row, 'count'),
    emergingNumber(page, row, 'expected'),
    emergingProbability(page, row, 'p_value'),
    emergingProbability(page, row, 'q_value'),
    row.flagged ? html`<strong class="noted">◆ ${page.t('emerging.flagged')}</strong>` : page.t('emerging.usual'),
  ];
}

function finding(page: Page, rows: readonly EmergingRow[]): Html {
  const flagged = page.figure('emerging.flagged');
  const tested = page.figure('emerging.tested');
  const worst = rows.find((row) => row.flagged);
  if (worst === undefined) return page.t('emerging.finding_none', { tested });
  const count = emergingNumber(page, worst, 'count');
  return page.t('emerging.finding', { flagged, pair: pairName(worst), count, expected: emergingNumber(page, worst, 'expected') });
}

/** Why no pair was tested. */
function untested(page: Page): Html {
  const scope = page.data.tables.emerging_candidates?.[0];
  if (!scope || scope.pairs === 0) return page.t('emerging.no_pairs');
  if ((scope.baseline_periods ?? 0) < fewestPeriods) return page.t('emerging.no_baseline', { periods: scope.baseline_periods ?? 0 });
  return page.t('emerging.no_shipments', { pairs: page.number('emerging_candidates.pairs', scope.pairs, 'count') });
}

function unexposed(page: Page): Html | null {
  const pairs = page.data.tables.emerging_candidates?.[0]?.without_exposure ?? 0;
  return pairs === 0 ? null : page.t('emerging.unexposed', { pairs: page.number('emerging_candidates.without_exposure', pairs, 'count') });
}
