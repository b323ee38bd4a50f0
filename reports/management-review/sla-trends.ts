import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { fewest, type Page } from '../page.js';
import { rulesText } from './change.js';
import { pointText } from './mark-text.js';
import type { ControlLimits, ControlPoint } from './report-data.js';
import type { SlaComplianceRow } from './report-tables.js';
import { limitsOf, pointNow, renderPoint, seriesOf } from './series.js';
import { clockRows } from './sla-order.js';
import { rateOf } from './sla-rate.js';
import { sparklineRows, sparklineSpec } from './sparkline-chart.js';
import { renderTrend } from './trend-figure.js';

/** The clocks of the first page. */
const mainClocks = ['first_response', 'quality_resolution'];

/** Share in time over 13 periods with its limits: the clocks of the first page large, the others small. */
export async function renderSlaTrends(page: Page): Promise<Html> {
  const figures: Html[] = [];
  for (const clock of mainClocks) {
    if (seriesOf(page.data, idOf(clock)).some((point) => point.value !== null)) figures.push(await renderClockTrend(page, clock));
  }
  return html`${figures.length === 0 ? null : html`<div class="pair">\n${figures}</div>\n`}${await renderOthers(page)}`;
}

/** Whether a clock of the first page left its limits or its centre in the period. */
export function hasSlaSignal(page: Page): boolean {
  return mainClocks.some((clock) => (pointNow(limitsOf(page.data, idOf(clock)))?.signals.length ?? 0) > 0);
}

async function renderClockTrend(page: Page, clock: string): Promise<Html> {
  return renderTrend(page, {
    id: idOf(clock),
    unit: 'ratio',
    anchor: `sla-trend-${clock}`,
    drawing: `sla-${clock}`,
    name: nameOf(page, clock),
    column: page.t('sla.compliance'),
    total: `sla.${clock}.due`,
    none: 'sla_trend.none',
  });
}

/** Clocks with enough due to be judged, one line each. */
async function renderOthers(page: Page): Promise<Html | null> {
  const rows = clockRows(page.data).filter(({ clock, due }) => !mainClocks.includes(clock) && due >= fewest);
  if (rows.length === 0) return null;
  const drawings = rows.map(({ clock }) => ({
    id: `sla-line-${clock}`,
    rows: sparklineRows(seriesOf(page.data, idOf(clock)), limitsOf(page.data, idOf(clock)), (point) =>
      pointText(page, nameOf(page, clock), 'ratio', point),
    ),
    label: '',
  }));
  const lines = await page.draw(sparklineSpec, drawings);
  const columns: Column[] = [
    { head: page.t('sla.clock') },
    { head: page.t('service.trend'), kind: 'sparkline' },
    { head: page.t('sla_trend.verdict') },
    { head: page.t(`now.${page.data.header.kind}`), kind: 'number' },
    { head: 'n', kind: 'number' },
    { head: page.t(`before.${page.data.header.kind}`), kind: 'number' },
    { head: page.t('sla_trend.limits'), kind: 'number' },
  ];
  return renderFigure({
    anchor: 'sla-trends',
    title: othersFinding(page, rows),
    note: page.t('sla_trend.note'),
    body: renderTable(page.say('sla_trend.table'), columns, [
      { rows: rows.map((row, index) => ({ cells: lineCells(page, row, lines[index]) })) },
    ]),
  });
}

function lineCells(page: Page, row: SlaComplianceRow, line: Content): Content[] {
  const id = idOf(row.clock);
  const limits = limitsOf(page.data, id);
  const now = pointNow(limits);
  const limit = (side: 'lower' | 'upper') => page.number(`limits.${id}.${side}`, now?.[side] ?? null, 'ratio');
  const hasLimits = now !== undefined && now.lower !== null;
  return [
    page.term('clock', row.clock),
    line,
    verdict(page, limits, now),
    rateOf(page, row),
    page.number(`sla.${row.clock}.due`, row.due, 'count'),
    renderPoint(page, id, seriesOf(page.data, id).at(-2), 'ratio'),
    hasLimits ? html`<span class="nowrap">${limit('lower')} – ${limit('upper')}</span>` : html`<span class="none">—</span>`,
  ];
}

function verdict(page: Page, limits: ControlLimits | null, now: ControlPoint | undefined): Html {
  if (now === undefined || now.lower === null) return html`<span class="none">${page.t('sla_trend.unjudged')}</span>`;
  if (now.signals.length === 0) return page.t('sla_trend.calm');
  return html`<strong class="noted">◆ ${rulesText(page, now, limits?.centre ?? null)}</strong>`;
}

/** The clocks that signal in the period, by name. */
function othersFinding(page: Page, rows: readonly SlaComplianceRow[]): Html {
  const signalled = rows.filter(({ clock }) => (pointNow(limitsOf(page.data, idOf(clock)))?.signals.length ?? 0) > 0);
  if (signalled.length === 0) return page.t('sla_trend.others_calm');
  const clocks = joined(
    signalled.map(({ clock }) => page.term('clock', clock)),
    page.say('list.items'),
  );
  return page.t('sla_trend.others', { count: signalled.length, clocks });
}

function nameOf(page: Page, clock: string): string {
  return page.termText('clock', clock) + page.say('word.gap') + page.termText('word', 'compliance');
}

function idOf(clock: string): string {
  return `sla.${clock}.compliance`;
}
